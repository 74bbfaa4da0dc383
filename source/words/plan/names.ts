import type {ApplyStepId, PlanStep, StepStatus, Target} from '../../apply/index.ts';
import {keyParts, queueParts} from '../../aws/index.ts';
import {type RoleExtras, tagText} from '../../connection/index.ts';
import type {About} from '../../verify/index.ts';
import type {Mark} from '../status.ts';

/** What a step is about, e.g. `Bucket policy of acme-assets`. */
export function stepTitle(id: ApplyStepId, {connection}: Pick<About, 'connection'>): string {
	const {bucket, roleName = '', kmsKeyArn, queueArn = ''} = connection;
	switch (id) {
		case 'bucket':
			return `Bucket ${bucket}`;
		case 'bucket-encryption':
			return `Default encryption of ${bucket}`;
		case 'role':
			return `Role ${roleName}`;
		case 'trust-policy':
			return `Trust policy of the role ${roleName}`;
		case 'role-policy':
			return `Role policy of the role ${roleName}`;
		case 'bucket-policy':
			return `Bucket policy of ${bucket}`;
		case 'bucket-cors':
			return `CORS rules of ${bucket}`;
		case 'bucket-notification':
			return `Event notifications of ${bucket}`;
		case 'queue-policy':
			return `Policy of the queue ${queueParts(queueArn).name}`;
		case 'key-policy':
			return `Key policy of ${kmsKeyArn === undefined ? 'the key' : keyParts(kmsKeyArn).keyId}`;
	}
}

/** What is written as a whole, for a sentence: `the bucket policy of acme-assets`. */
export function targetName(target: Target): string {
	switch (target.kind) {
		case 'bucket':
			return `the bucket ${target.place.bucket}`;
		case 'bucket-policy':
			return `the bucket policy of ${target.place.bucket}`;
		case 'bucket-encryption':
			return `the default encryption of ${target.place.bucket}`;
		case 'role':
			return `the role ${target.roleName}`;
		case 'trust-policy':
			return `the trust policy of ${target.roleName}`;
		case 'role-policy':
			return `the policy ${target.policyName} of the role ${target.roleName}`;
		case 'key-policy':
			return `the key policy of ${keyParts(target.keyArn).keyId}`;
		case 'bucket-cors':
			return `the CORS rules of ${target.place.bucket}`;
		case 'bucket-notification':
			return `the event notifications of ${target.place.bucket}`;
		case 'queue-policy':
			return `the policy of the queue ${queueParts(target.queueArn).name}`;
	}
}

/** What a role gets beside its trust policy, for a sentence: `the permissions boundary ARN and the tag Team=web`. */
export function extrasInWords({permissionsBoundary, tags}: RoleExtras): string {
	return [
		...(permissionsBoundary === undefined
			? []
			: [`the permissions boundary ${permissionsBoundary}`]),
		...(tags.length === 0
			? []
			: [`the ${tags.length === 1 ? 'tag' : 'tags'} ${tags.map(tagText).join(', ')}`]),
	].join(' and ');
}

const actionMarks: Readonly<Record<PlanStep['action'], Mark>> = {
	create: {sign: '+', word: 'create', colour: 'yellow'},
	update: {sign: '~', word: 'change', colour: 'yellow'},
	none: {sign: '✔', word: 'nothing to do', colour: 'green'},
};

/** How a step of a plan is shown. */
export function stepMark({
	action,
	isBlocked,
}: {
	readonly action: PlanStep['action'];
	readonly isBlocked: boolean;
}): Mark {
	return isBlocked ? {sign: '✖', word: 'not possible', colour: 'red'} : actionMarks[action];
}

/** How it is shown what is wrong and not touched. */
export const untouchedMark: Mark = {sign: '!', word: 'not touched', colour: 'yellow'};

/** How it is shown what came of a step. */
export const resultMarks: Readonly<Record<StepStatus, Mark>> = {
	done: {sign: '✔', word: 'done', colour: 'green'},
	failed: {sign: '✖', word: 'failed', colour: 'red'},
	'not-run': {sign: '!', word: 'not run', colour: 'yellow'},
	planned: {sign: '+', word: 'planned', colour: 'yellow'},
};

/** What is said of each code, by the facts that belong to it. */
export type CodeWords<Facts, Rest extends readonly unknown[] = [about: About]> = {
	readonly [Code in keyof Facts]: (facts: Facts[Code], ...rest: Rest) => string;
};

/** One code with its facts in words. */
export function inWordsOf<Facts, Code extends keyof Facts, Rest extends readonly unknown[]>(
	words: CodeWords<Facts, Rest>,
	{code, facts}: {readonly code: Code; readonly facts: Facts[Code]},
	...rest: Rest
): string {
	return words[code](facts, ...rest);
}
