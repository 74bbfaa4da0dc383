export {copyText, saveToFile, systemClipboardEnvironment} from './copy.ts';
export {type ClipboardEnvironment, type CopyResult, type CopyWay, copyWays} from './types.ts';
