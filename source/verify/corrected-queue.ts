import {documentPlace} from '../aws/index.ts';
import type {StatedConnection} from '../connection/index.ts';
import {
	buildDocuments,
	type ConnectionPolicy,
	changeStatements,
	freeSid,
	mergePolicy,
	placedFor,
	removeStatements,
} from '../documents/index.ts';
import {refusalOf, UserError} from '../errors.ts';
import {listOf, type PolicyDocument, parsePolicy, type Statement} from '../policy/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import type {CorrectionRefusal} from './corrected-policy.ts';
import {blameAt, type Correction} from './finding.ts';
import type {ProposedMerge} from './proposed-merge.ts';
import {mayTell, sender} from './queue-access.ts';
import {isForNobodyElse, openStatements} from './queue-senders.ts';
import type {Situation} from './situation.ts';
import {unlookedSituation} from './unlooked.ts';

const id = 'queue-policy';

/**
 * The policy of a queue, as text, with the statement by which S3 sends it what happens in the bucket; all that is there stays.
 * One that lets S3 do so as it is stays as it is. UserError where the text is no such policy, or the result would be too long.
 */
export function proposeQueueMerge(
	situation: Situation,
	text: string,
	name = 'The queue policy',
): ProposedMerge {
	const {connection, profile} = situation;
	const addition = queueDocument(situation);
	const merge = (statements: readonly Statement[]) =>
		mergePolicy(
			text,
			{...addition, forMerge: {...addition.forMerge, statements}},
			{
				connection,
				profile,
				name,
				manner: 'beside',
			},
		);
	const before = text.trim() === '' ? undefined : merge([]);
	const isTold = (document: PolicyDocument | undefined) =>
		document !== undefined && mayTell(situation, document).extent === 'all';
	const nothing = {gains: [], losses: []};
	if (before !== undefined && isTold(before.document)) {
		return {...before, ...nothing, denials: []};
	}

	const merged = merge(addition.forMerge.statements);
	const after = mayTell(situation, merged.document);
	const gains =
		after.extent === 'all' && after.request !== undefined
			? [
					{
						party: 'named' as const,
						witness: {
							principal: sender,
							action: after.request.action,
							resource: after.request.resource,
							context: after.request.context.values,
						},
					},
				]
			: [];
	const denials = after.ruling.statements
		.filter(({effect}) => effect === 'Deny')
		.map(({index}) => blameAt(id, merged.document, index));
	return {...merged, ...nothing, gains, denials};
}

/** The same of a policy of which nothing else is known. */
export function proposeQueueMergeInto(
	text: string,
	{connection, profile}: {readonly connection: StatedConnection; readonly profile: VendorProfile},
	name?: string,
): ProposedMerge {
	return proposeQueueMerge(unlookedSituation(connection, profile, text), text, name);
}

/** A policy of the queue as it should be, or why there is none. */
type CorrectingQueue =
	| {readonly correction: Correction; readonly refusal?: never}
	| {readonly correction?: never; readonly refusal: CorrectionRefusal};

/** The policy of the queue with what S3 needs to send to it. */
export function correctedQueue(situation: Situation): CorrectingQueue {
	return correcting(situation, (text) => proposeQueueMerge(situation, text).text);
}

/**
 * The policy of the queue without the statements that let S3 send for other buckets too, and with the vendor's own in their place
 * where no other statement lets S3 send for this one. Undefined where somebody else can be meant by one of these as well.
 */
export function narrowedQueue(
	situation: Situation,
	document: PolicyDocument,
): Correction | undefined {
	const statements = listOf(document.Statement);
	const open = openStatements(situation, document).map(({statement: {index}}) => index);
	const isOpen = (_statement: Statement, index: number) => open.includes(index);
	if (!statements.filter(isOpen).every((statement) => isForNobodyElse(situation, statement))) {
		return undefined;
	}

	return correcting(situation, (text) => {
		if (isToldWithout(situation, document, open)) {
			return removeStatements(text, open);
		}

		const {forMerge} = queueDocument(situation);
		const taken = new Set(
			statements.flatMap(({Sid}, index) =>
				Sid === undefined || open.includes(index) ? [] : [Sid],
			),
		);
		const [first, ...added] = forMerge.statements.map(({Sid, ...statement}) =>
			Sid === undefined ? statement : {Sid: freeSid(Sid, taken), ...statement},
		);
		const [place, ...removed] = open;
		return place === undefined || first === undefined
			? undefined
			: changeStatements(text, {replaced: new Map([[place, first]]), removed, added});
	}).correction;
}

/** Whether S3 may send for the bucket without some statements of the policy, by their 0-based places. */
export function isToldWithout(
	situation: Situation,
	document: PolicyDocument,
	places: readonly number[],
): boolean {
	const kept = listOf(document.Statement).filter((_statement, index) => !places.includes(index));
	return mayTell(situation, {...document, Statement: kept}).extent === 'all';
}

function correcting(
	situation: Situation,
	edit: (text: string) => string | undefined,
): CorrectingQueue {
	const {queuePolicy: seen, connection, isTrial} = situation;
	if (seen.state === 'unseen' || isTrial === true) {
		return {refusal: 'not-seen'};
	}

	try {
		const before = seen.state === 'there' ? seen.text : '';
		const text = edit(before);
		if (text === undefined) {
			return {refusal: 'not-seen'};
		}

		const {consolePath, consoleUrl} = documentPlace(id, connection, placedFor(situation.profile));
		return {correction: {document: id, text, consolePath, consoleUrl}};
	} catch (error) {
		return {refusal: refusalOf(error)};
	}
}

function queueDocument({connection, profile}: Situation): ConnectionPolicy {
	const [document] = buildDocuments(connection, profile, {only: id});
	if (document === undefined) {
		throw new UserError('The vendor asks for no such document.');
	}

	return document;
}

/** The situation as it would be with another policy of the queue; UserError where the text is none. */
export function withQueueText(situation: Situation, text: string): Situation {
	return {
		...situation,
		queuePolicy: {state: 'there', text, document: parsePolicy(text, id, 'The queue policy')},
	};
}
