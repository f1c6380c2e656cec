/**
 * Stands in for the library with which Element Plus mixes the colours of a button that is given one
 * of its own. None is here: all colours are tokens. It would be 5 kB of what the chat loads first.
 */
export class TinyColor {
  constructor() {
    throw new Error('a colour of its own: take a token of styles/tokens.css')
  }
}
