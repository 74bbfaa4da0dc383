import {type DocumentId, documentIds} from '../aws/index.ts';
import type {Access} from './access.ts';
import type {Answers} from './answers.ts';

/** Documents as they stand in an account, as text. */
export type DocumentTexts = Readonly<Partial<Record<DocumentId, string>>>;

/** What each document of the account is the document of; two that differ are not to be taken for one another. */
export type Subjects = Readonly<Record<DocumentId, string>>;

/** What the documents of the account are about by these answers: in practice something else than in AWS. */
export function subjectsOf({
	answers,
	access,
}: {
	readonly answers: Answers;
	readonly access: Access;
}): Subjects {
	const {bucket = '', kmsKeyArn = '', accountId = '', roleName = '', queueArn = ''} = answers;
	const world = access.kind === 'practice' ? 'practice' : 'AWS';
	const ofBucket = `${world} bucket ${bucket}`;
	const ofRole = `${world} role ${accountId} ${roleName}`;
	return {
		'role-policy': ofRole,
		'trust-policy': ofRole,
		'bucket-policy': ofBucket,
		'key-policy': `${world} key ${kmsKeyArn}`,
		'bucket-cors': ofBucket,
		'bucket-notification': ofBucket,
		'queue-policy': `${world} queue ${queueArn}`,
	};
}

/** Those of the texts whose subject is the same as before. */
export function stillAbout(texts: DocumentTexts, before: Subjects, now: Subjects): DocumentTexts {
	return Object.fromEntries(
		documentIds.flatMap((id) => {
			const text = texts[id];
			return text !== undefined && before[id] === now[id] ? [[id, text]] : [];
		}),
	);
}
