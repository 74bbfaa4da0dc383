export {copyText, saveToFile, systemClipboardEnvironment} from './copy.ts';
export type {ClipboardEnvironment, CopyResult, CopyWay} from './types.ts';
