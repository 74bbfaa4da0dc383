import {accountInArn, type DocumentId, documentPlace} from '../aws/index.ts';
import {
	buildDocuments,
	checkLimits,
	type DocumentOptions,
	documentText,
	isDeadPrincipal,
	removePrincipals,
	removeStatements,
} from '../documents/index.ts';
import {UserError} from '../errors.ts';
import {listOf, type PolicyDocument, parsePolicy, type Statement} from '../policy/index.ts';
import {correctedPolicy} from './corrected-policy.ts';
import type {Correction} from './finding.ts';
import {proposeMerge} from './proposed-merge.ts';
import type {ResourceDocument, SeenPolicy, Situation} from './situation.ts';
import {principalsOf} from './statements.ts';

type Variant = Pick<DocumentOptions, 'leastPrivilege'>;

const names = {
	'trust-policy': 'The trust policy',
	'bucket-policy': 'The bucket policy',
	'key-policy': 'The key policy',
} as const;

// More edits than this to one document would be no correction any more.
const mostEdits = 10;

/** The policy of a resource as far as it could be seen. */
export function policyOf(situation: Situation, id: ResourceDocument): SeenPolicy {
	return {
		'trust-policy': situation.trustPolicy,
		'bucket-policy': situation.bucketPolicy,
		'key-policy': situation.keyPolicy,
	}[id];
}

/** The situation as it would be with another text in place of a resource's policy; UserError where it is no policy. */
export function withPolicyText(
	situation: Situation,
	id: ResourceDocument,
	text: string,
): Situation {
	const document = parsePolicy(text, id, names[id]);
	const seen: SeenPolicy = {state: 'there', text, document};
	switch (id) {
		case 'trust-policy':
			return {...situation, trustPolicy: seen};
		case 'bucket-policy':
			return {...situation, bucketPolicy: seen};
		case 'key-policy':
			return {...situation, keyPolicy: seen};
	}
}

/** A text with where it goes; undefined where AWS would not take the text. */
export function correctionWith(
	{connection}: Situation,
	id: DocumentId,
	text: string | undefined,
): Correction | undefined {
	return attempt(() => {
		if (text === undefined) {
			return undefined;
		}

		parsePolicy(text, id, 'The correction');
		checkLimits(id, text);
		const {consolePath, consoleUrl} = documentPlace(id, connection);
		return {document: id, text, consolePath, consoleUrl};
	});
}

/** The role policy of the vendor's article, or its narrower one; undefined where the vendor has none. */
export function rolePolicyCorrection(
	situation: Situation,
	options: Variant = {},
): Correction | undefined {
	return attempt(() => {
		const {connection, profile} = situation;
		const [built] = buildDocuments(connection, profile, {...options, only: 'role-policy'});
		return built && correctionWith(situation, 'role-policy', documentText(built.document));
	});
}

/**
 * The policy that is there with the vendor's statements in it. Undefined where it could not be seen, or the two cannot
 * be merged.
 */
export function mergedCorrection(
	situation: Situation,
	id: ResourceDocument,
	options: Variant = {},
): Correction | undefined {
	return correctionWith(situation, id, mergedText(situation, id, options));
}

/**
 * The merged policy without what still lets in whom it should not: `offenders` names the statements of a policy that do,
 * and the vendor is taken out of each. Undefined where that is not possible or does not help.
 */
export function cleanedCorrection(
	situation: Situation,
	id: ResourceDocument,
	offenders: (situation: Situation) => readonly number[],
	options: Variant & {readonly alsoRemoved?: (name: string) => boolean} = {},
): Correction | undefined {
	return attempt(() => {
		const {alsoRemoved = () => false} = options;
		const isRemoved = (name: string) => isVendors(situation, name) || alsoRemoved(name);
		let text = mergedText(situation, id, options);
		for (let edit = 0; edit < mostEdits && text !== undefined; edit += 1) {
			const [index] = offenders(withPolicyText(situation, id, text));
			if (index === undefined) {
				return correctionWith(situation, id, text);
			}

			text =
				removePrincipals(text, index, isRemoved) ??
				(isAboutEverybody(text, index) ? removeStatements(text, [index]) : undefined);
		}

		return undefined;
	});
}

/** Whether a principal of a policy is the one who uses the bucket, the vendor, its account, or somebody deleted. */
function isVendors({principal, profile}: Situation, name: string): boolean {
	const account = accountInArn(profile.principal);
	return (
		name === principal ||
		name === account ||
		(name.startsWith('arn:') && accountInArn(name) === account) ||
		isDeadPrincipal(name)
	);
}

/** A statement of a text that was read once already, as a policy. */
export function statementIn(text: string, index: number): Statement | undefined {
	return listOf((JSON.parse(text.replace(/^\uFEFF/, '')) as PolicyDocument).Statement)[index];
}

function isAboutEverybody(text: string, index: number): boolean {
	const statement = statementIn(text, index);
	return statement?.NotPrincipal !== undefined || principalsOf(statement?.Principal).includes('*');
}

function mergedText(
	situation: Situation,
	id: ResourceDocument,
	options: Variant,
): string | undefined {
	const seen = policyOf(situation, id);
	return seen.state === 'unseen'
		? undefined
		: attempt(() => {
				if (id !== 'trust-policy' && options.leastPrivilege !== true) {
					return correctedPolicy(situation, id).correction?.text;
				}

				const existing = seen.state === 'there' ? seen.text : '';
				return proposeMerge(situation, id, existing, options).text;
			});
}

/** A correction that cannot be made is none: the finding says what to do all the same. */
export function attempt<Value>(make: () => Value | undefined): Value | undefined {
	try {
		return make();
	} catch (error) {
		if (error instanceof UserError) {
			return undefined;
		}

		throw error;
	}
}
