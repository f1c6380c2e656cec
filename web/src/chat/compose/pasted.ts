/**
 * Office programs and pages offer a picture of the text beside the text itself; a copied file
 * brings its name along as plain text, and nothing formatted.
 */
export function isPictureOfText(data: DataTransfer | null): boolean {
  const types = data?.types ?? []
  const isFormatted = types.includes('text/html') || types.includes('text/rtf')
  return isFormatted && (data?.getData('text/plain') ?? '').trim() !== ''
}
