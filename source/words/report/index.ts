export {reportFileNames, reportFiles} from './files.ts';
export {harmlessJson, reportJson, resultJsonLine} from './json.ts';
export {type Layout, paragraph} from './layout.ts';
export {markdownReport, reportMarkdown} from './markdown.ts';
export {hostsIn, piecesOf} from './pieces.ts';
export type {Report} from './report.ts';
export {reportText} from './text.ts';
export {bannerTexts, blameText, unseenText, whoText} from './words.ts';
