import type {DocumentId} from '../../../aws/index.ts';
import {checkConnection} from '../../../connection/index.ts';
import {
	buildDocuments,
	type ConnectionDocument,
	type ConnectionSetting,
	documentText,
	mergeSetting,
	type SettingMerge,
} from '../../../documents/index.ts';
import {UserError} from '../../../errors.ts';
import {policyTextIn} from '../../../json/index.ts';
import type {VendorProfile} from '../../../vendors/index.ts';
import {
	type ProposedMerge,
	proposeMergeInto,
	proposeQueueMergeInto,
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
	/** Why the policy that is there could not be merged; the text is then the document alone. */
	readonly refusal?: readonly string[];
};

/** Documents that exist in the account as one document for several purposes, so that a merge makes sense. */
export const mergeable: ReadonlySet<DocumentId> = new Set([
	'bucket-policy',
	'key-policy',
	'bucket-cors',
	'bucket-notification',
	'queue-policy',
]);

function allDocuments(
	state: Pick<WizardState, 'answers'>,
	profile: VendorProfile,
	leastPrivilege: boolean,
) {
	const {connection} = checkConnection(answersAsConnection(state.answers, profile), profile);
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
export function policyPanels(state: WizardState, profile: VendorProfile): Panel[] {
	const article = allDocuments(state, profile, false);
	const narrow = allDocuments(state, profile, true);
	const choose = (document: ConnectionDocument): ConnectionDocument =>
		(document.narrower !== undefined && state.narrower.includes(document.id)
			? [...narrow.listed, ...narrow.onRequest].find(({id}) => id === document.id)
			: undefined) ?? document;

	return [...article.listed, ...article.onRequest].map((original) => {
		const document = choose(original);
		const existing = state.existing[document.id];
		const common = {
			document,
			isOptional: article.onRequest.includes(original),
			isNarrower: document !== original,
		};
		if (existing === undefined) {
			return {...common, text: documentText(document.document)};
		}

		try {
			if (document.id === 'bucket-cors' || document.id === 'bucket-notification') {
				return {...common, ...mergedSetting(existing, document)};
			}

			const subject = {connection: article.connection, profile};
			const name = 'The pasted policy';
			const result =
				document.id === 'queue-policy'
					? proposeQueueMergeInto(existing, subject, name)
					: proposeMergeInto(
							existing,
							document.id === 'key-policy' ? 'key-policy' : 'bucket-policy',
							subject,
							{leastPrivilege: document !== original, name},
						);
			return {...common, text: result.text, merge: {existing: policyTextIn(existing), result}};
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
