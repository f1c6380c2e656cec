import type zh from './words.zh'

const en: typeof zh = {
  signIn: {
    title: 'Sign in to Koine',
    registerTitle: 'Create your Koine account',
    lead: 'Messaging for your team',
    username: 'User name or mobile number',
    newUsername: 'User name',
    usernameHint: '3–20 letters, digits or underscores',
    password: 'Password',
    passwordHint: '6–20 characters',
    nickname: 'Nickname',
    nicknameHint: 'The name colleagues see',
    invitation: 'Invitation code',
    submit: 'Sign in',
    submitRegister: 'Create account',
    noAccount: 'No account yet?',
    toRegister: 'Register',
    hasAccount: 'Already registered?',
    toSignIn: 'Sign in',
    needUsername: 'Enter your user name',
    needPassword: 'Enter your password',
    badUsername: 'User name: 3–20 letters, digits or underscores',
    badPassword: 'Password: 6–20 characters',
    badNickname: 'Nickname: 2–50 characters',
    expired: 'Your session has ended. Please sign in again.',
    elsewhere: 'You signed out in another tab.',
  },
}
export default en
