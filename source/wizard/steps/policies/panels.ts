import {
	type DocumentId,
	documentPlace,
	inlinePolicyPath,
	type PolicyId,
} from '../../../aws/index.ts';
import {checkConnection, type StatedConnection} from '../../../connection/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	type ConnectionSetting,
	documentText,
	mergeSetting,
	placedFor,
	type SettingMerge,
} from '../../../documents/index.ts';
import {UserError} from '../../../errors.ts';
import {policyTextIn} from '../../../json/index.ts';
import type {VendorProfile} from '../../../vendors/index.ts';
import {
	type ProposedMerge,
	proposeMergeInto,
	proposeQueueMergeInto,
	proposeRoleMergeInto,
} from '../../../verify/index.ts';
import {answersAsConnection} from '../../answers.ts';
import {errorLines} from '../../error-lines.ts';
import type {WizardState} from '../../state.ts';

/** One document as the policies step shows it. */
export type Panel = {
	readonly document: ConnectionDocument;
	/** What is to be copied: the document alone, or merged with the policy that is there. */
	readonly text: string;
	/** True for a document that most customers do not need. */
	readonly isOptional: boolean;
	readonly isNarrower: boolean;
	/** The policy that is there already, and what merging did to it. */
	readonly merge?: {readonly existing: string; readonly result: ProposedMerge};
	/** The same of a setting of the bucket. */
	readonly settingMerge?: {readonly existing: string; readonly changes: SettingMerge['changes']};
	/** The inline policy of the role that it is merged with, where its name was seen. */
	readonly policyName?: string;
	/** Set where the account was seen to hold none yet. */
	readonly isNew?: true;
	/** Whether whoever pastes it is to leave the statements that are there, so that it replaces nothing. */
	readonly isAdded: boolean;
	/** Why the policy that is there could not be merged; the text is then the document alone. */
	readonly refusal?: readonly string[];
};

/** What the documents hang on. */
type Given = Pick<WizardState, 'answers' | 'existing' | 'inAccount' | 'narrower'>;

function allDocuments(
	{answers}: Pick<Given, 'answers'>,
	profile: VendorProfile,
	leastPrivilege: boolean,
) {
	const {connection} = checkConnection(answersAsConnection(answers, profile), profile);
	const listed = buildDocuments(connection, profile, {leastPrivilege});
	const onRequest = profile.documents
		.filter(
			(template) =>
				template.offered === 'on-request' &&
				listed.every((document) => document.id !== template.id) &&
				(template.when?.encryption?.includes(connection.encryption) ?? true) &&
				(template.when?.purposes?.includes(connection.purpose) ?? true),
		)
		.flatMap((template) =>
			buildDocuments(connection, profile, {
				leastPrivilege,
				only: template.id,
			}),
		);
	return {connection, listed, onRequest};
}

/**
 * The documents of the policies step, in order; those that most customers do not need come last. Throws UserError
 * where the answers do not make a connection or a document exceeds its limit.
 */
export function policyPanels(state: Given, profile: VendorProfile): Panel[] {
	const article = allDocuments(state, profile, false);
	const narrow = allDocuments(state, profile, true);
	const choose = (document: ConnectionDocument): ConnectionDocument =>
		(document.narrower !== undefined && state.narrower.includes(document.id)
			? [...narrow.listed, ...narrow.onRequest].find(({id}) => id === document.id)
			: undefined) ?? document;

	return [...article.listed, ...article.onRequest].map((original) => {
		const document = choose(original);
		const existing = state.existing[document.id];
		const inAccount = state.inAccount?.[document.id];
		const common = {
			document,
			isOptional: article.onRequest.includes(original),
			isNarrower: document !== original,
			isAdded: document.id === 'trust-policy' && profile.existingRole !== undefined,
		};
		if (existing === undefined) {
			return {
				...common,
				...(inAccount?.status === 'none' && {isNew: true}),
				text: documentText(document.document),
			};
		}

		try {
			if (document.id === 'bucket-cors' || document.id === 'bucket-notification') {
				return {...common, ...mergedSetting(existing, document)};
			}

			const subject = {connection: article.connection, profile};
			const policyName = inAccount?.status === 'there' ? inAccount.policyName : undefined;
			const result = mergedPolicy(existing, document.id, subject, document !== original);
			return {
				...common,
				document: {...document, consolePath: wayToMerged(document, subject, policyName)},
				text: result.text,
				merge: {existing: policyTextIn(existing), result},
				...(policyName !== undefined && {policyName}),
			};
		} catch (error) {
			if (error instanceof UserError) {
				return {
					...common,
					text: documentText(document.document),
					refusal: errorLines(error),
				};
			}

			throw error;
		}
	});
}

type Subject = {readonly connection: StatedConnection; readonly profile: VendorProfile};

function mergedPolicy(
	existing: string,
	id: PolicyId,
	subject: Subject,
	leastPrivilege: boolean,
): ProposedMerge {
	const name = 'The pasted policy';
	switch (id) {
		case 'queue-policy':
			return proposeQueueMergeInto(existing, subject, name);
		case 'role-policy':
			return proposeRoleMergeInto(existing, subject, {leastPrivilege, name});
		default:
			return proposeMergeInto(existing, id, subject, {leastPrivilege, name});
	}
}

/** The way to the policy that is there, whose place the merged one takes. */
function wayToMerged(
	{id, consolePath}: ConnectionDocument,
	{connection, profile}: Subject,
	policyName = 'the policy that you pasted',
): string {
	if (id === 'role-policy' && connection.roleName !== undefined) {
		return inlinePolicyPath(connection.roleName, policyName);
	}

	return id === 'trust-policy'
		? documentPlace(id, connection, {...placedFor(profile), isWhole: true}).consolePath
		: consolePath;
}

function mergedSetting(
	existing: string,
	document: ConnectionSetting,
): Pick<Panel, 'text' | 'settingMerge'> {
	const {document: merged, changes} = mergeSetting(existing, document, 'What was pasted');
	// The console takes the list of rules alone, in whichever form they were pasted.
	return {text: documentText(merged), settingMerge: {existing, changes}};
}

/** Why a pasted policy cannot be merged with this document, in lines; undefined where it can. */
export function mergeRefusal(
	state: WizardState,
	profile: VendorProfile,
	document: DocumentId,
	existing: string,
): readonly string[] | undefined {
	const panels = policyPanels(
		{...state, existing: {...state.existing, [document]: existing}},
		profile,
	);
	return panels.find((panel) => panel.document.id === document)?.refusal;
}

/** Whether the one that is there already says what it should, so that nothing has to be copied. */
export function isInPlace({merge, settingMerge}: Panel): boolean {
	return merge?.result.changed === false || settingMerge?.changes.length === 0;
}

/**
 * What to be careful about with each document, for the help: above the document there may not be room for all of it. Throws
 * UserError as `policyPanels` does.
 */
export function documentCautions(
	state: Pick<WizardState, 'answers'>,
	profile: VendorProfile,
): string[] {
	const {listed, onRequest} = allDocuments(state, profile, false);
	return [...listed, ...onRequest].flatMap(({title, caution}) =>
		caution === undefined ? [] : [`${title}: ${caution}`],
	);
}

/** The documents that still have to be copied, and never were; without those that few need. */
export function neverCopied(panels: readonly Panel[], {copied}: WizardState): readonly Panel[] {
	return panels.filter(
		(panel) => !panel.isOptional && !isInPlace(panel) && copied[panel.document.id] === undefined,
	);
}
