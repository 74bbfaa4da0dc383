import {keyParts, type PolicyId} from '../aws/index.ts';
import type {StatedConnection} from '../connection/index.ts';
import {exitCodes, UserError} from '../errors.ts';
import {editList} from '../json/index.ts';
import {type PolicyDocument, policyProblems} from '../policy/index.ts';
import {quoted, visible} from '../problems.ts';
import type {VendorProfile} from '../vendors/index.ts';
import type {ConnectionPolicy} from './build.ts';
import {isDeadPrincipal, isRefusedPrincipal} from './dead-principal.ts';
import {type ExistingStatement, readExisting} from './existing-policy.ts';
import {refuseLockout} from './key-lockout.ts';
import {checkLimits, documentSize, documentText, minifyText} from './limits.ts';
import {type MergeManner, type MergeNote, type MergePlan, planMerge} from './merge-plan.ts';
import {refuseOtherKind} from './merge-refusals.ts';
import {planRoleMerge} from './merge-role.ts';
import {principalNames} from './statement-meaning.ts';
import {refuseTakenSids} from './taken-sids.ts';
import {vendorTerms} from './whose-statement.ts';

/** What became of one of the vendor's statements. */
type MergeChange = {
	readonly kind: 'added' | 'replaced' | 'removed' | 'unchanged';
	/** The statement's Sid, for a removed one the Sid that it had; empty where it has none. */
	readonly sid: string;
	/** For a replaced statement the Sid that it had, where that is another one; empty where it had none. */
	readonly was?: string;
	/** Its place among the statements of the result, counted from 0; for a removed one, of the existing policy. */
	readonly index: number;
};

/** An existing policy with the vendor's statements in it. */
export type MergeResult = {
	readonly text: string;
	readonly document: PolicyDocument;
	/** The vendor's statements alone; everything else stays as it is. Removed ones come last. */
	readonly changes: readonly MergeChange[];
	/** False where the text says already what it should; it is then given back as it came. */
	readonly changed: boolean;
	/** What a person should know about the result, full sentences. */
	readonly notes: readonly string[];
	/** The same of the vendor's statements, as data. */
	readonly remarks: readonly MergeNote[];
};

/** What a merge is for, and how its messages call the existing policy. */
export type MergeContext = {
	readonly connection: StatedConnection;
	readonly profile: VendorProfile;
	/** Where the existing policy came from, e.g. the file's name; begins a sentence. */
	readonly name: string;
} & Partial<MergeManner>;

/**
 * Puts a document's statements into an existing policy. Everything that is not the vendor's alone stays byte for byte,
 * except that a policy too large for AWS loses its white space if it fits then. A byte order mark is dropped. UserError for
 * text that is no such policy, and (exit code 1) for a result over the limit or one that would lock the account out of its
 * key. What the result gives and takes is not proven here.
 */
export function mergePolicy(
	existing: string,
	addition: ConnectionPolicy,
	context: MergeContext,
): MergeResult {
	const {id} = addition;
	const policy = readExisting(existing, context.name);
	if (policy === undefined) {
		return mergeIntoNothing(addition, context);
	}

	refuseOtherKind(policy.items, id, context.connection, context.name);
	refuseTakenSids(policy.items, addition, context);
	const plan = planFor(policy.items, addition, context);
	const changes = changesOf(
		plan,
		policy.items.map(({sid}) => sid ?? ''),
	);
	const changed = changes.some(({kind}) => kind !== 'unchanged');
	const edited = changed ? editList(policy, plan) : policy.text;
	const document = parseEdited(edited);
	if (id === 'key-policy') {
		refuseKeyLockout(edited, context);
	}

	const {text, notes} = changed ? fitLimit(edited, addition) : {text: edited, notes: []};
	return {
		text,
		document,
		changes,
		changed,
		notes: [...grammarNotes(document, id), ...principalNotes(document), ...notes],
		remarks: plan.notes,
	};
}

function planFor(
	statements: readonly ExistingStatement[],
	addition: ConnectionPolicy,
	{
		connection,
		profile,
		manner = 'mend',
		isNarrowing = false,
		isInFolder = false,
		canLetIn = () => true,
		canServe = () => true,
		isCovered = () => true,
	}: MergeContext,
): MergePlan {
	const terms = vendorTerms(addition.id, connection, profile);
	const options = {manner, isNarrowing, isInFolder, canLetIn, canServe, isCovered};
	return addition.id === 'role-policy'
		? planRoleMerge(statements, addition, connection, terms, options)
		: planMerge(statements, addition, terms, options);
}

function mergeIntoNothing(addition: ConnectionPolicy, context: MergeContext): MergeResult {
	if (addition.id === 'key-policy') {
		throw new UserError(
			`${visible(context.name)} is empty. A key always has a policy, and without its current statements your account could no longer manage the key.`,
			{
				exitCode: exitCodes.failed,
				hint: 'Copy the current key policy from the console and merge into that.',
			},
		);
	}

	const {inFolder: document} = addition;
	const sids = [document.Statement].flat().map(({Sid}) => Sid ?? '');
	return {
		text: documentText(document),
		document,
		changes: sids.map((sid, index) => ({kind: 'added', sid, index})),
		changed: true,
		notes: [],
		remarks: [],
	};
}

/** The text was read once already and only whole statements were exchanged, so its shape is known. */
function parseEdited(text: string): PolicyDocument {
	return JSON.parse(text) as PolicyDocument;
}

/** What is not ours stays as it is, also where AWS may refuse it; a person should hear of it before saving. */
function grammarNotes(document: PolicyDocument, id: PolicyId): string[] {
	return policyProblems(document, id)
		.slice(0, 3)
		.map(({field, rule}) => `AWS may refuse ${visible(field)}: ${rule}`);
}

/** Whom a statement names so that AWS does not save the policy. */
function principalNotes({Statement}: PolicyDocument): string[] {
	return [Statement].flat().flatMap(({Sid, Principal}, index) => {
		const statement =
			Sid === undefined || Sid === '' ? `statement ${index + 1}` : `the statement ${quoted(Sid)}`;
		return principalNames(Principal)
			.filter((name) => name.startsWith('AWS '))
			.map((name) => name.slice(4))
			.filter((name) => isRefusedPrincipal(name))
			.map((name) => {
				const why = isDeadPrincipal(name)
					? 'that is the unique ID of a user or role that was deleted. Take it out, or put the ARN of the one that took its place'
					: 'that is not the ARN of a user, a role or an account. Correct it, or take it out';
				return `AWS will refuse to save it while ${statement} names ${visible(name)}: ${why}.`;
			});
	});
}

function refuseKeyLockout(text: string, {connection}: MergeContext): void {
	const arn = connection.kmsKeyArn;
	if (arn !== undefined) {
		const statements = readExisting(text, 'The merged policy')?.items ?? [];
		refuseLockout(
			statements.map(({value}) => value),
			{arn, accountId: keyParts(arn).accountId},
		);
	}
}

function fitLimit(
	text: string,
	{id, title}: ConnectionPolicy,
): {readonly text: string; readonly notes: readonly string[]} {
	const size = documentSize(id, text);
	if (size.used <= size.limit) {
		return {text, notes: []};
	}

	const small = minifyText(text);
	const {used} = checkLimits(id, small, exitCodes.failed);
	return {
		text: small,
		notes: [
			`The ${title.toLowerCase()} has no line breaks: with them it would have ${size.used} bytes, but AWS allows ${size.limit}. Without them it has ${used}.`,
		],
	};
}

function changesOf(plan: MergePlan, sids: readonly string[]): MergeChange[] {
	const removed = new Set(plan.removed);
	const changes: MergeChange[] = [];
	let position = 0;
	for (const [index, sid] of sids.entries()) {
		if (removed.has(index)) {
			continue;
		}

		const replacement = plan.replaced.get(index);
		if (replacement !== undefined) {
			changes.push({
				kind: 'replaced',
				sid: replacement.Sid ?? '',
				...((replacement.Sid ?? '') !== sid && {was: sid}),
				index: position,
			});
		} else if (plan.unchanged.includes(index)) {
			changes.push({kind: 'unchanged', sid, index: position});
		}

		position += 1;
	}

	for (const {Sid} of plan.added) {
		changes.push({kind: 'added', sid: Sid ?? '', index: position});
		position += 1;
	}

	for (const index of [...removed].sort((one, other) => one - other)) {
		changes.push({kind: 'removed', sid: sids[index] ?? '', index});
	}

	return changes;
}
