import {documentPlace, inlinePolicyPath, type PolicyId} from '../aws/index.ts';
import {
	buildDocuments,
	type ConnectionPolicy,
	changeStatements,
	checkLimits,
	documentText,
	freeSid,
	mergePolicy,
	placedFor,
	removeStatements,
	statementsIn,
} from '../documents/index.ts';
import {UserError} from '../errors.ts';
import {listOf, parsePolicy, type Statement} from '../policy/index.ts';
import {correctedPolicy} from './corrected-policy.ts';
import type {Correction} from './finding.ts';
import {forgottenFolders} from './forgotten-folder.ts';
import {findInlinePolicy, ownInlinePolicy, withInlinePolicy} from './inline-policy.ts';
import {rolePolicyAllows} from './needed-actions.ts';
import {type MergeWish, proposeMerge} from './proposed-merge.ts';
import {canLetIn, isServedBy} from './serving.ts';
import {policyOf, type ResourceDocument, type SeenPolicy, type Situation} from './situation.ts';
import {splitStatement} from './split-statement.ts';

type Variant = Pick<MergeWish, 'leastPrivilege' | 'givesNothing' | 'beside'>;

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
	{connection, profile, isTrial}: Situation,
	id: PolicyId,
	text: string | undefined,
	policy?: string,
): Correction | undefined {
	return attempt(() => {
		if (text === undefined || isTrial === true) {
			return undefined;
		}

		parsePolicy(text, id, 'The correction');
		checkLimits(id, text);
		const {consolePath, consoleUrl} = documentPlace(id, connection, {
			...placedFor(profile),
			isWhole: true,
		});
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
 * The role's own policy with what the vendor's article gives it: in the inline policy that is about
 * this bucket already, else as one more policy; with `beside` no statement that is there changes. Undefined where the vendor
 * has no role, nothing can be put together, or the connection lacks the folder that all is in.
 */
export function rolePolicyCorrection(
	situation: Situation,
	{beside = false}: Pick<MergeWish, 'beside'> = {},
): Correction | undefined {
	if (situation.isTrial === true || forgottenFolders(situation).length > 0) {
		return undefined;
	}

	return attempt(() => {
		const {connection, profile} = situation;
		const [built] = buildDocuments(connection, profile, {only: 'role-policy'});
		if (built === undefined) {
			return undefined;
		}

		const own = ownInlinePolicy(situation, built, {beside});
		return own === undefined
			? correctionWith(situation, 'role-policy', documentText(built.inFolder))
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
	const {connection, profile} = situation;
	const inline = findInlinePolicy(situation, name);
	if (inline === undefined || situation.isTrial === true) {
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
		const left = withoutOffenders(inline.text, (text) => {
			const document = parsePolicy(text, 'role-policy', 'The role policy');
			const edited = withInlinePolicy(situation, name, {document, text});
			return offenders({...edited, isTrial: true});
		});
		const narrowed =
			left === undefined
				? documentText(built.inFolder)
				: mergePolicy(left, built, {connection, profile, name: `The policy ${name}`}).text;
		return correctionWith(situation, 'role-policy', narrowed, name);
	});
}

/** A policy's text without its statements that offend, until none does; undefined where none is left. */
function withoutOffenders(
	text: string,
	offenders: (text: string) => readonly number[],
	edits = mostEdits,
): string | undefined {
	const found = [...new Set(offenders(text))];
	const left = found.length === 0 ? text : removeStatements(text, found);
	return found.length === 0 || left === undefined || edits === 1
		? left
		: withoutOffenders(left, offenders, edits - 1);
}

/** The document without the actions that no policy of the role allows now. */
function withoutNewRights(situation: Situation, built: ConnectionPolicy): ConnectionPolicy {
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
		inFolder: {...built.document, Statement: statements},
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
	const statement = statementsIn(text)[index];
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

function withFreeSid({Sid, ...statement}: Statement, text: string): Statement {
	const taken = new Set(statementsIn(text).flatMap((one) => one.Sid ?? []));
	return Sid === undefined ? statement : {Sid: freeSid(Sid, taken), ...statement};
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
					return correctedPolicy(situation, id, [], {beside: options.beside === true}).correction
						?.text;
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
