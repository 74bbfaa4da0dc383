import type {StatedConnection} from '../connection/index.ts';
import {buildDocuments, isAboutConnection, mergePolicy} from '../documents/index.ts';
import {exitCodes, UserError} from '../errors.ts';
import {listOf, type PolicyDocument, type Statement} from '../policy/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {roleAccessChange} from './access-change/index.ts';
import {type Blame, blameAt} from './finding.ts';
import {ruleOfRole} from './needed-actions.ts';
import {type MergeWish, manyExamples, type ProposedMerge} from './proposed-merge.ts';
import {roleAllowsAll} from './role-rights.ts';
import type {Situation} from './situation.ts';
import {unlookedSituation} from './unlooked.ts';

const id = 'role-policy';

/**
 * A policy of a role, as text, of which nothing else is known, with the vendor's statements in it: what gives the role all that
 * the vendor needs stays as it is, and by the rest the role gains nothing but what the vendor's document gives it and loses
 * nothing, or with the narrower statements only what they leave out; that is proven for every request. UserError where the
 * text is no such policy, where the result would be too long, and where no result can be proven.
 */
export function proposeRoleMergeInto(
	text: string,
	{connection, profile}: {readonly connection: StatedConnection; readonly profile: VendorProfile},
	{
		leastPrivilege = false,
		name = 'The role policy',
	}: Pick<MergeWish, 'leastPrivilege' | 'name'> = {},
): ProposedMerge {
	const situation = unlookedSituation(connection, profile, text);
	const [built] = buildDocuments(connection, profile, {only: id, leastPrivilege});
	if (built === undefined) {
		throw new UserError('The vendor asks for no role policy.');
	}

	const merge = (statements: readonly Statement[], manner: 'mend' | 'beside') =>
		mergePolicy(
			text,
			{...built, forMerge: {...built.forMerge, statements}},
			{connection, profile, name, manner, isNarrowing: leastPrivilege},
		);
	const before = merge([], 'beside');
	const nothing = {gains: [], losses: []};
	const old = before.changed ? {...before.document, Statement: []} : before.document;
	const isServed = roleAllowsAll({
		...situation,
		rolePolicies: {state: 'there', policies: [{name: id, document: old}], texts: [text]},
	});
	const asItIs = (): ProposedMerge => ({
		...before,
		...nothing,
		changes: servingPlaces(old, situation.connection).map((index) => ({
			kind: 'unchanged',
			sid: listOf(old.Statement)[index]?.Sid ?? '',
			index,
		})),
		changed: false,
		denials: denialsOf(situation, old),
	});
	if (isServed && !leastPrivilege) {
		// The proof of a merge that is not wanted takes time.
		return asItIs();
	}

	for (const manner of ['mend', 'beside'] as const) {
		const merged = merge(built.forMerge.statements, manner);
		const {gains, losses, beyond, isCertain} = roleAccessChange(
			situation,
			[{name: id, document: old}],
			[{name: id, document: merged.document}],
			{leastPrivilege, mostExamples: manyExamples},
		);
		// Where the role has what the vendor needs, the narrower form is to take something, and to give nothing.
		if (isServed && (gains.length > 0 || losses.length === 0)) {
			return asItIs();
		}

		if (isCertain && beyond.length === 0 && (leastPrivilege || losses.length === 0)) {
			return {...merged, gains, losses, denials: denialsOf(situation, merged.document)};
		}
	}

	throw new UserError(
		`${name} cannot be completed so that it is certain that the role gains and loses nothing else.`,
		{
			exitCode: exitCodes.failed,
			hint: 'Give the role the policy of the vendor as one more policy, under a name of its own.',
		},
	);
}

/** The statements by which the role has what the vendor needs: those about the bucket and the key, else all that allow. */
function servingPlaces({Statement}: PolicyDocument, connection: StatedConnection): number[] {
	const places = (isMeant: (statement: Statement) => boolean) =>
		listOf(Statement).flatMap((statement, index) => (isMeant(statement) ? [index] : []));
	const own = places((statement) => isAboutConnection(statement, connection));
	return own.length > 0 ? own : places(({Effect}) => Effect === 'Allow');
}

/** The Deny statements that keep the role from what the vendor needs, whatever else allows it. */
function denialsOf(situation: Situation, document: PolicyDocument): Blame[] {
	const everything: Statement = {Effect: 'Allow', Action: '*', Resource: '*'};
	const policy = {
		name: id,
		document: {...document, Statement: [...listOf(document.Statement), everything]},
	};
	const places = situation.actions
		.filter(({on}) => on !== 'key' || situation.usesKms)
		.map(({action, on}) => ruleOfRole(situation, [policy], action, on).ruling)
		.filter(({outcome}) => outcome === 'ExplicitlyDenied')
		.flatMap(({statements}) => statements)
		.filter(({effect}) => effect === 'Deny')
		.map(({index}) => index);
	return [...new Set(places)].map((index) => blameAt(id, document, index));
}
