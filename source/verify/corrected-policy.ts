import {applyEdits, findNodeAtLocation, parseTree} from 'jsonc-parser';
import {documentNames, type PolicyId} from '../aws/index.ts';
import {
	buildDocuments,
	type ConnectionPolicy,
	documentText,
	isDeadPrincipal,
	mergePolicy,
	removePrincipals,
	removeStatements,
	saysTheSame,
	withinFolder,
} from '../documents/index.ts';
import {type Refusal, refusalOf, UserError} from '../errors.ts';
import {listOf, type Statement} from '../policy/index.ts';
import type {Correction} from './finding.ts';
import {once} from './once.ts';
import {type MergeWish, type ProposedMerge, proposeMerge} from './proposed-merge.ts';
import type {SeenPolicy, Situation} from './situation.ts';
import {awsPrincipals} from './statements.ts';

/** A corrected document, or why there is none. */
type Correcting =
	| {readonly correction: Correction; readonly merged: ProposedMerge; readonly refusal?: never}
	| {readonly correction?: never; readonly merged?: never; readonly refusal: CorrectionRefusal};

/** Why no corrected document can be given: what is there could not be seen, or nothing can be put together with it. */
export type CorrectionRefusal = 'not-seen' | Refusal;

/** A policy of the account into which the vendor's statements are merged. */
export type MergeableId = Extract<PolicyId, 'bucket-policy' | 'key-policy'>;

/**
 * The account's bucket or key policy with the vendor's statements as they should be. Everything else stays as it is, save
 * that whoever was deleted is taken out. Where the account uses the narrower documents, they are kept; `leastPrivilege`
 * asks for them anyway. `without` are 0-based places of statements to leave out; with `beside` no other one changes.
 */
export function correctedPolicy(
	situation: Situation,
	id: MergeableId,
	without: readonly number[] = [],
	{
		leastPrivilege = false,
		beside = false,
		mostExamples = 1,
	}: Pick<MergeWish, 'leastPrivilege' | 'beside' | 'mostExamples'> = {},
): Correcting {
	return correcting(situation, id, without, leastPrivilege, beside, mostExamples);
}

const correcting = once(
	correct,
	(
		id: MergeableId,
		without: readonly number[],
		isNarrower: boolean,
		beside: boolean,
		mostExamples: number,
	) => [id, without.join(), isNarrower, beside, mostExamples].join(' '),
);

function correct(
	situation: Situation,
	id: MergeableId,
	without: readonly number[],
	leastPrivilege: boolean,
	beside: boolean,
	mostExamples: number,
): Correcting {
	const seen = seenPolicy(situation, id);
	if (seen.state === 'unseen' || situation.isTrial === true) {
		return {refusal: 'not-seen'};
	}

	try {
		const {consolePath, consoleUrl} = documentFor(situation, id);
		const text = prepared(situation, id, without);
		const isNarrower = leastPrivilege || usesNarrower(situation, id, text);
		const merged = proposeMerge(situation, id, text, {
			leastPrivilege: isNarrower,
			beside,
			mostExamples,
		});
		return {
			correction: {document: id, text: merged.text, consolePath, consoleUrl},
			merged,
		};
	} catch (error) {
		return {refusal: refusalOf(error)};
	}
}

/** A document of the connection as it should be, standing alone; undefined where the connection has no such one. */
export function freshDocument(situation: Situation, id: PolicyId): Correction | undefined {
	try {
		const {document, consolePath, consoleUrl} = documentFor(situation, id);
		return {document: id, text: documentText(document), consolePath, consoleUrl};
	} catch (error) {
		refusalOf(error);
		return undefined;
	}
}

/** The narrower documents of a connection, each that it has; the article's where there is no narrower one. */
export function narrowestDocuments({
	connection,
	profile,
}: Pick<Situation, 'connection' | 'profile'>): ConnectionPolicy[] {
	const ids: readonly PolicyId[] = ['role-policy', 'bucket-policy', 'key-policy'];
	return ids.flatMap((only) => {
		try {
			return buildDocuments(connection, profile, {only, leastPrivilege: true});
		} catch (error) {
			refusalOf(error);
			return [];
		}
	});
}

function seenPolicy({bucketPolicy, keyPolicy}: Situation, id: MergeableId): SeenPolicy {
	return id === 'bucket-policy' ? bucketPolicy : keyPolicy;
}

/**
 * Whether a statement of a resource's policy is the vendor's, whomever it names: by its tenant condition, or since it says
 * what the vendor's statements say. How it is called says nothing.
 */
export function isVendorStatement(
	situation: Situation,
	id: MergeableId,
	statement: Statement,
): boolean {
	const {Condition = {}} = statement;
	const key = situation.profile.tenant?.conditionKey.toLowerCase();
	return (
		vendorStatements(situation, id).some((own) => saysTheSame(bare(own), bare(statement))) ||
		Object.values(Condition).some((tests) =>
			Object.keys(tests).some((name) => name.toLowerCase() === key),
		)
	);
}

/** A statement without how it is called and whom it names. */
function bare({Sid: _sid, Principal: _principal, ...rest}: Statement): Statement {
	return rest;
}

/** The vendor's statements in a document, of the article and of the narrower form; also as published for the whole bucket. */
function vendorStatements(situation: Situation, id: PolicyId): readonly Statement[] {
	try {
		return [false, true].flatMap((leastPrivilege) => {
			const {document, forMerge} = documentFor(situation, id, leastPrivilege);
			return id === 'bucket-policy'
				? [...forMerge.statements, ...listOf(document.Statement)]
				: forMerge.statements;
		});
	} catch (error) {
		refusalOf(error);
		return [];
	}
}

function documentFor(
	{connection, profile}: Situation,
	only: PolicyId,
	leastPrivilege = false,
): ConnectionPolicy {
	const [document] = buildDocuments(connection, profile, {only, leastPrivilege});
	if (document === undefined) {
		throw new UserError('The vendor asks for no such document.');
	}

	return document;
}

/** Whether more of the narrower statements than of the article's are there. */
function usesNarrower(situation: Situation, id: MergeableId, text: string): boolean {
	const {connection, profile} = situation;
	const name = `The ${documentNames[id]}`;
	const [wide = 0, narrow = 0] = [false, true].map(
		(isNarrower) =>
			mergePolicy(text, documentFor(situation, id, isNarrower), {
				connection,
				profile,
				name,
			}).changes.filter(({kind}) => kind === 'unchanged').length,
	);
	return narrow > wide;
}

/**
 * The text without the statements to leave out and without anybody who was deleted, since AWS takes no such policy: in
 * the vendor's own statements the vendor takes that place, unless it would get more than the folder by that.
 */
function prepared(situation: Situation, id: MergeableId, without: readonly number[]): string {
	const seen = seenPolicy(situation, id);
	if (seen.state !== 'there') {
		return '';
	}

	const statements = listOf(seen.document.Statement);
	const isList = Array.isArray(seen.document.Statement);
	let text = seen.text.replace(/^\uFEFF/, '');
	// From the end, so that the places of those before stay what they are.
	for (const [index, statement] of [...statements.entries()].toReversed()) {
		const hasDead = awsPrincipals(statement).some((name) => isDeadPrincipal(name));
		if (without.includes(index)) {
			text = removeStatements(text, [index]) ?? '';
		} else if (
			hasDead &&
			isVendorStatement(situation, id, statement) &&
			namesOnlyDead(statement) &&
			staysInFolder(situation, statement)
		) {
			text = withPrincipal(
				text,
				['Statement', ...(isList ? [index] : []), 'Principal'],
				situation.principal,
			);
		} else if (hasDead) {
			text = removePrincipals(text, index, isDeadPrincipal) ?? '';
		}
	}

	return text;
}

function staysInFolder({bucketArn, folder}: Situation, statement: Statement): boolean {
	return (
		folder === undefined || saysTheSame(withinFolder([statement], {bucketArn, folder}), [statement])
	);
}

function namesOnlyDead(statement: Statement): boolean {
	return awsPrincipals(statement).every((principal) => isDeadPrincipal(principal));
}

/** The text of a policy with another Principal in the statement at this path. */
export function withPrincipal(
	text: string,
	path: readonly (string | number)[],
	principal: string,
): string {
	const root = parseTree(text);
	const node = root && findNodeAtLocation(root, [...path]);
	return node === undefined
		? text
		: applyEdits(text, [
				{
					offset: node.offset,
					length: node.length,
					content: JSON.stringify({AWS: principal}),
				},
			]);
}
