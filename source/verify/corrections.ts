import {type DocumentId, documentPlace, inlinePolicyPath} from '../aws/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	changeStatements,
	checkLimits,
	documentText,
	mergePolicy,
	removeStatements,
} from '../documents/index.ts';
import {UserError} from '../errors.ts';
import {listOf, type PolicyDocument, parsePolicy, type Statement} from '../policy/index.ts';
import {correctedPolicy} from './corrected-policy.ts';
import type {Correction} from './finding.ts';
import {inlinePolicies, ownInlinePolicy} from './inline-policy.ts';
import {rolePolicyAllows} from './needed-actions.ts';
import {canLetIn, isServedBy, type MergeWish, proposeMerge} from './proposed-merge.ts';
import type {ResourceDocument, SeenPolicy, Situation} from './situation.ts';
import {policyOf} from './situation.ts';
import {splitStatement} from './split-statement.ts';

type Variant = Pick<MergeWish, 'leastPrivilege' | 'givesNothing'>;

const names = {
	'trust-policy': 'The trust policy',
	'bucket-policy': 'The bucket policy',
	'key-policy': 'The key policy',
} as const;

// More edits than this to one document would be no correction any more.
const mostEdits = 10;

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

/** A text with where it goes, for a role's policy of which of its own; undefined where AWS would not take the text. */
export function correctionWith(
	{connection, isTrial}: Situation,
	id: DocumentId,
	text: string | undefined,
	policy?: string,
): Correction | undefined {
	return attempt(() => {
		if (text === undefined || isTrial === true) {
			return undefined;
		}

		parsePolicy(text, id, 'The correction');
		checkLimits(id, text);
		const {consolePath, consoleUrl} = documentPlace(id, connection);
		return {
			document: id,
			text,
			consolePath:
				policy === undefined || connection.roleName === undefined
					? consolePath
					: inlinePolicyPath(connection.roleName, policy),
			consoleUrl,
			...(policy !== undefined && {policy}),
		};
	});
}

/**
 * The role's own policy with what the vendor's article, or its narrower form, gives it: in the inline policy that is about
 * this bucket already, else as one more policy. Undefined where the vendor has no role, or nothing can be put together.
 */
export function rolePolicyCorrection(
	situation: Situation,
	options: Variant = {},
): Correction | undefined {
	if (situation.isTrial === true) {
		return undefined;
	}

	return attempt(() => {
		const {connection, profile} = situation;
		const [built] = buildDocuments(connection, profile, {...options, only: 'role-policy'});
		if (built === undefined) {
			return undefined;
		}

		const own = ownInlinePolicy(situation, built, options);
		return own === undefined
			? correctionWith(situation, 'role-policy', documentText(built.document))
			: correctionWith(situation, 'role-policy', own.result.text, own.name);
	});
}

/**
 * An inline policy of the role without the statements that allow what is not needed, as `offenders` names them, and with the
 * narrower ones of the vendor as far as the role has those rights. Undefined for a policy that is not inline.
 */
export function narrowedRolePolicy(
	situation: Situation,
	name: string,
	offenders: (situation: Situation) => readonly number[],
): Correction | undefined {
	const {connection, profile, rolePolicies} = situation;
	const inline = inlinePolicies(situation).find((policy) => policy.name === name);
	if (inline === undefined || rolePolicies.state !== 'there' || situation.isTrial === true) {
		return undefined;
	}

	return attempt(() => {
		const [wanted] = buildDocuments(connection, profile, {
			leastPrivilege: true,
			only: 'role-policy',
		});
		if (wanted === undefined) {
			return undefined;
		}

		const built = withoutNewRights(situation, wanted);
		let text: string | undefined = inline.text;
		for (let edit = 0; edit < mostEdits; edit += 1) {
			const found: readonly number[] =
				text === undefined ? [] : offenders(withInlineText(situation, name, text));
			if (text === undefined || found.length === 0) {
				break;
			}

			text = removeStatements(text, [...new Set(found)]);
		}

		const narrowed: string =
			text === undefined
				? documentText(built.document)
				: mergePolicy(text, built, {connection, profile, name: `The policy ${name}`}).text;
		return correctionWith(situation, 'role-policy', narrowed, name);
	});
}

/** The situation with another text in place of an inline policy of the role. */
function withInlineText(situation: Situation, name: string, text: string): Situation {
	const {rolePolicies} = situation;
	if (rolePolicies.state !== 'there') {
		return situation;
	}

	const place = rolePolicies.policies.findIndex((policy) => policy.name === name);
	const document = parsePolicy(text, 'role-policy', 'The role policy');
	return {
		...situation,
		isTrial: true,
		rolePolicies: {
			state: 'there',
			policies: rolePolicies.policies.with(place, {name, document}),
			texts: rolePolicies.texts.with(place, text),
		},
	};
}

/** The document without the actions that no policy of the role allows now. */
function withoutNewRights(situation: Situation, built: ConnectionDocument): ConnectionDocument {
	const {rolePolicies} = situation;
	const policies = rolePolicies.state === 'there' ? rolePolicies.policies : [];
	const isAllowed = (action: string, resources: readonly string[]) =>
		rolePolicyAllows(situation, policies, action, resources);
	const statements = built.forMerge.statements.flatMap((statement): Statement[] => {
		const actions = listOf(statement.Action).filter((action) =>
			isAllowed(action, listOf(statement.Resource)),
		);
		return actions.length === 0 ? [] : [{...statement, Action: actions}];
	});
	return {
		...built,
		document: {...built.document, Statement: statements},
		forMerge: {...built.forMerge, statements},
	};
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

/** How what lets in whom it should not is taken out of a policy. */
type Cleaning = {
	/** Whether the vendor is to have the narrower statements first. */
	readonly leastPrivilege?: boolean;
	/** Names that were meant to be the vendor. */
	readonly alsoRemoved?: (name: string) => boolean;
	/** Whether a statement about everybody goes as a whole where it does not say whom it means. */
	readonly endsEverybody?: boolean;
};

/**
 * The policy that is there without what lets in whom it should not: `offenders` names the statements that do. The vendor is
 * taken out of each, and gets a statement of its own that gives no more, for this customer alone; whoever else is named
 * keeps what they have. Undefined where that is not possible or does not help.
 */
export function cleanedCorrection(
	situation: Situation,
	id: ResourceDocument,
	offenders: (situation: Situation) => readonly number[],
	cleaning: Cleaning = {},
): Correction | undefined {
	if (situation.isTrial === true) {
		return undefined;
	}

	return attempt(() => {
		const seen = policyOf(situation, id);
		let text =
			cleaning.leastPrivilege === true
				? mergedText(situation, id, {leastPrivilege: true, givesNothing: true})
				: seen.state === 'there'
					? seen.text
					: undefined;
		for (let edit = 0; edit < mostEdits && text !== undefined; edit += 1) {
			const edited = withPolicyText(situation, id, text);
			const [index] = offenders(edited);
			if (index === undefined) {
				return correctionWith(situation, id, text);
			}

			text = withoutVendor(edited, id, text, index, cleaning);
		}

		return undefined;
	});
}

function withoutVendor(
	situation: Situation,
	id: ResourceDocument,
	text: string,
	index: number,
	{alsoRemoved, endsEverybody = false, leastPrivilege = false}: Cleaning,
): string | undefined {
	const statement = statementIn(text, index);
	const split =
		statement &&
		splitStatement(situation, id, statement, {
			endsEverybody,
			...(alsoRemoved !== undefined && {alsoRemoved}),
		});
	if (statement === undefined || split === undefined) {
		return undefined;
	}

	const {others, vendors} = split;
	const rest = changeStatements(text, placed(index, others, []));
	// What it does not give the vendor for this customer, nothing has to give in its place.
	const isServed =
		leastPrivilege ||
		!canLetIn(situation, id, statement) ||
		(rest !== undefined && isServedBy(situation, id, parsePolicy(rest, id, names[id])));
	if (isServed && rest !== undefined) {
		return rest;
	}

	// Where it named the vendor alone, it stays in its place.
	return others === undefined
		? changeStatements(text, placed(index, vendors, []))
		: changeStatements(text, placed(index, others, [withFreeSid(vendors, text)]));
}

function placed(index: number, statement: Statement | undefined, added: readonly Statement[]) {
	return {
		replaced: new Map(statement === undefined ? [] : [[index, statement]]),
		removed: statement === undefined ? [index] : [],
		added,
	};
}

/** AWS lets each Sid stand once in a policy. */
function withFreeSid({Sid, ...statement}: Statement, text: string): Statement {
	if (Sid === undefined) {
		return statement;
	}

	const taken = listOf((JSON.parse(text.replace(/^\uFEFF/, '')) as PolicyDocument).Statement).map(
		(one) => one.Sid,
	);
	let free = Sid;
	for (let number = 2; taken.includes(free); number += 1) {
		free = `${Sid}${number}`;
	}

	return {Sid: free, ...statement};
}

/** A statement of a text that was read once already, as a policy. */
export function statementIn(text: string, index: number): Statement | undefined {
	return listOf((JSON.parse(text.replace(/^\uFEFF/, '')) as PolicyDocument).Statement)[index];
}

function mergedText(
	situation: Situation,
	id: ResourceDocument,
	options: Variant,
): string | undefined {
	const seen = policyOf(situation, id);
	return seen.state === 'unseen' || situation.isTrial === true
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
