export {harmlessJson} from './harmless.ts';
export {reportJson, resultJsonLine} from './json.ts';
export {reportJunit} from './junit.ts';
export {type Layout, paragraph} from './layout.ts';
export {markdownReport, reportMarkdown} from './markdown.ts';
export {reportText} from './text.ts';
export {bannerTexts, blameText, verdictSentence, whoText} from './words.ts';
