/** Runs `task` once the frame that is being made was drawn; in a hidden tab when it is seen again. */
export function afterFrame(task: () => void): void {
  requestAnimationFrame(() => setTimeout(task))
}
