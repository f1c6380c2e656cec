import type zh from './call.zh'

const en: typeof zh = {
  call: {
    voice: 'Voice call',
    video: 'Video call',
    incoming: '{name} is calling',
    with: 'Call with {name}',
    asksVideo: 'Video call',
    asksVoice: 'Voice call',
    accept: 'Answer',
    reject: 'Decline',
    asking: 'Please allow camera and microphone…',
    calling: 'Ringing…',
    connecting: 'Connecting…',
    rejected: 'Declined',
    missed: 'No answer',
    cancelled: 'Cancelled',
    lost: 'The call was interrupted',
    failed: 'The call failed',
    ended: 'Call ended {time}',
    noCamera:
      'Camera or microphone cannot be used. Allow them in the site settings left of the address, then try again.',
    noMicrophone:
      'The microphone cannot be used. Allow it in the site settings left of the address, then try again.',
    needsHttps:
      'Calls need HTTPS: on a plain HTTP address browsers give neither camera nor microphone.',
    self: 'Your own picture; arrow keys move it',
    mute: 'Mute',
    unmute: 'Unmute',
    cameraOff: 'Turn camera off',
    cameraOn: 'Turn camera on',
    screen: 'Share screen',
    stopScreen: 'Stop sharing',
    hangUp: 'Hang up',
    shrink: 'Make smaller',
    grow: 'Make larger',
    good: 'Good connection',
    fair: 'Fair connection',
    poor: 'Poor connection',
  },
}
export default en
