export {harmlessJson, reportJson, resultJsonLine} from './json.ts';
export {reportJunit} from './junit.ts';
export {type Layout, paragraph} from './layout.ts';
export {type MarkdownOptions, markdownReport, reportMarkdown} from './markdown.ts';
export type {Report} from './report.ts';
export {reportText, type TextOptions} from './text.ts';
export {bannerTexts, blameText, unseenText, whoText} from './words.ts';
