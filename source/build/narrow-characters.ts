/**
 * Characters that stand alone and count as one column, as the inside of a class in a regular expression: ASCII, Latin-1
 * without the soft hyphen, the punctuation of typographers, arrows, lines and blocks, and the marks that the screens use.
 */
export const narrowCharacters = String.raw`\u0020-\u007E\u00A1-\u00AC\u00AE-\u00FF\u2010-\u2027\u2190-\u2199\u2500-\u25FC\u2714\u2716\u276F`;
