export {type CorsGap, type CorsRequest, corsGaps, ruleFor} from './cors.ts';
export {type CorsChange, corsSize, type MergedCors, mergeCors} from './cors-merge.ts';
export {readCors} from './read-cors.ts';
export {type CorsRule, corsMethods} from './types.ts';
