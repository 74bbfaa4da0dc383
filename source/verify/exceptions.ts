import {isSamePrincipal} from '../aws/index.ts';
import {
	exceptPrincipal,
	removePrincipals,
	removeStatements,
	statementsIn,
} from '../documents/index.ts';
import type {StatementReference} from '../policy/index.ts';
import {withPrincipal} from './corrected-policy.ts';
import {attempt, correctionWith} from './corrections.ts';
import type {Correction} from './finding.ts';
import {findInlinePolicy} from './inline-policy.ts';
import {policyOf, type ResourceDocument, type Situation} from './situation.ts';
import {principalsOf} from './statements.ts';

/** The policy that is there without some statements, by their 0-based places. */
export function removalCorrection(
	situation: Situation,
	id: ResourceDocument,
	indexes: readonly number[],
): Correction | undefined {
	const seen = policyOf(situation, id);
	return seen.state === 'there'
		? attempt(() => correctionWith(situation, id, removeStatements(seen.text, indexes)))
		: undefined;
}

/**
 * The key policy that is there with the key's own account in the place of whomever some statements name. A statement that
 * is taken out instead could be the one that lets the account manage its key.
 */
export function ownAccountCorrection(
	situation: Situation,
	indexes: readonly number[],
): Correction | undefined {
	const {keyPolicy: seen, keyAccountId} = situation;
	if (seen.state !== 'there') {
		return undefined;
	}

	const isList = Array.isArray(seen.document.Statement);
	const path = (index: number) => ['Statement', ...(isList ? [index] : []), 'Principal'];
	return attempt(() =>
		correctionWith(
			situation,
			'key-policy',
			indexes.reduce(
				(text, index) => withPrincipal(text, path(index), `arn:aws:iam::${keyAccountId}:root`),
				seen.text.replace(/^\uFEFF/, ''),
			),
		),
	);
}

/**
 * The policy that is there with an exception for a principal in each of the statements; a statement that denies
 * something to this principal alone goes.
 */
export function exceptionCorrection(
	situation: Situation,
	id: ResourceDocument,
	references: readonly StatementReference[],
	principal: string,
): Correction | undefined {
	const seen = policyOf(situation, id);
	return seen.state === 'there' && references.some(({kind}) => kind === 'resource')
		? attempt(() => correctionWith(situation, id, exceptedText(seen.text, references, [principal])))
		: undefined;
}

/**
 * The role's policy without some of its statements. Undefined for a managed policy, which other roles may use too, and
 * where no statement would be left.
 */
export function roleRemovalCorrection(
	situation: Situation,
	references: readonly StatementReference[],
): Correction | undefined {
	const [first] = references;
	const inline = findInlinePolicy(situation, first?.policy);
	if (first?.kind !== 'identity' || inline === undefined) {
		return undefined;
	}

	const indexes = references
		.filter(({kind, policy}) => kind === 'identity' && policy === first.policy)
		.map(({index}) => index);
	return attempt(() =>
		correctionWith(situation, 'role-policy', removeStatements(inline.text, indexes), first.policy),
	);
}

/**
 * A policy's text with an exception for some principals in each of the statements of a resource's policy; a statement that
 * denies something to these alone goes. Undefined where none would be left.
 */
export function exceptedText(
	text: string,
	references: readonly StatementReference[],
	principals: readonly string[],
): string | undefined {
	return references
		.filter(({kind}) => kind === 'resource')
		.map(({index}) => index)
		.toSorted((one, other) => other - one)
		.reduce<string | undefined>(
			(rest, index) => rest && withException(rest, index, principals),
			text,
		);
}

function withException(
	text: string,
	index: number,
	principals: readonly string[],
): string | undefined {
	const isNamed = (name: string) => principals.some((one) => isSamePrincipal(one, name));
	return namesAlone(text, index, isNamed)
		? removeStatements(text, [index])
		: (removePrincipals(text, index, isNamed) ??
				principals.reduce<string | undefined>(
					(rest, principal) => rest && exceptPrincipal(rest, index, principal),
					text,
				));
}

function namesAlone(text: string, index: number, isNamed: (name: string) => boolean): boolean {
	const names = principalsOf(statementsIn(text)[index]?.Principal);
	return names.length > 0 && names.every((name) => isNamed(name));
}
