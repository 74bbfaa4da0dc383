import {isPolicyId} from '../aws/index.ts';
import type {DocumentTemplate, PolicyTemplate} from './types.ts';

/** Whether a document of an article is one of statements. */
export function isPolicyTemplate(template: DocumentTemplate): template is PolicyTemplate {
	return isPolicyId(template.id);
}
