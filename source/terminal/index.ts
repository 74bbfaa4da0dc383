export {hyperlink, knowsHyperlinks} from './hyperlinks.ts';
export {createPacedInput, type PacedInput} from './paced-input.ts';
export {stripControls, stripControlsKeepingLines} from './sanitize.ts';
export {graphemesOf, rowStarts, truncate, widthOf} from './width.ts';
