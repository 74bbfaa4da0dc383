import {documentNames} from '../../../aws/index.ts';
import {type ByField, type Connection, checkConnection} from '../../../connection/index.ts';
import {formPlace, formValues, roleArn, vendorSteps} from '../../../documents/index.ts';
import {visible} from '../../../problems.ts';
import type {VendorProfile} from '../../../vendors/index.ts';
import {presentOrigin} from '../../../words/origin/index.ts';
import {type Answers, answersAsConnection} from '../../answers.ts';
import type {WizardState} from '../../state.ts';
import {fieldsAskedIn, stepIds} from '../../steps.ts';
import {type Panel, policyPanels} from '../policies/panels.ts';

/** Something left to do, and where: in the customer's AWS account or at the vendor. */
type Task = {readonly where: string; readonly what: string};

type Line = {readonly label: string; readonly value: string};

export type Summary = {
	/** What was agreed. */
	readonly agreed: readonly Line[];
	/** What is left to do, in order. */
	readonly remaining: readonly Task[];
};

const awsConsole = 'AWS console';

/** What is told of a field in place of its label and value: in other words, or nothing where another field tells it. */
const ownLines: ByField<(connection: Connection, profile: VendorProfile) => Line[]> = {
	vendor: (_, profile) => {
		const origin = presentOrigin(profile);
		return [
			{label: 'Vendor', value: profile.name},
			...(origin === undefined
				? []
				: [
						{label: 'Vendor file', value: `${origin.file}, not built in`},
						...origin.marks.map(({text}) => ({label: 'Warning', value: text})),
					]),
		];
	},
	purpose: ({purpose}, {purposes}) => [
		{label: 'Purpose', value: purposes.find(({id}) => id === purpose)?.title ?? purpose},
	],
	accountId: ({accountId}) => [{label: 'Account', value: accountId}],
	bucket: ({bucket, region}) => [{label: 'Bucket', value: `${bucket} in ${region}`}],
	region: () => [],
	kmsKeyArn: ({kmsKeyArn = ''}) => [{label: 'KMS key', value: kmsKeyArn}],
	roleName: (connection) => [{label: 'Role', value: roleArn(connection)}],
	rolePath: () => [],
};

/** What is agreed, in the order in which it was asked; nothing that is secret. */
function agreedLines(answers: Answers, connection: Connection, profile: VendorProfile): Line[] {
	return [...stepIds, undefined]
		.flatMap((step) => fieldsAskedIn(step, answers, profile))
		.filter(({name, isSecret}) => answers[name] && !isSecret)
		.flatMap(
			({name, label}) =>
				ownLines[name]?.(connection, profile) ?? [{label, value: answers[name] ?? ''}],
		);
}

function documentTask(panel: Panel, copied: string | undefined): Task[] {
	const {id, attachTo} = panel.document;
	if (panel.isOptional) {
		return [];
	}

	if (copied === undefined) {
		return [
			{
				where: awsConsole,
				// The console takes no text for it, it has a form.
				what: `${id === 'bucket-notification' ? 'set up' : 'copy and paste'} the ${documentNames[id]} of the ${attachTo}`,
			},
		];
	}

	return [
		{
			where: awsConsole,
			what:
				copied === panel.text
					? `save the ${documentNames[id]} of the ${attachTo}, if you have not yet (it was copied)`
					: `copy the ${documentNames[id]} of the ${attachTo} again: it has changed since then`,
		},
	];
}

function formTask(
	where: string,
	changed: readonly string[],
	isUntouched: boolean,
	{statement}: VendorProfile['form'],
): string {
	if (statement !== undefined) {
		return changed.length > 0
			? `copy and run the ${statement.label} again, since it has changed: ${where}`
			: isUntouched
				? `copy and run the ${statement.label}: ${where}`
				: `run the ${statement.label}, if you have not yet (it was copied): ${where}`;
	}

	if (changed.length > 0) {
		return `correct the form, since ${changed.join(' and ')} changed after you copied it: ${where}`;
	}

	return isUntouched
		? `fill in the form: ${where}`
		: `save the form, if you have not yet: ${where}`;
}

function verificationTask({verified}: WizardState): Task[] {
	if (verified === undefined) {
		return [
			{where: 's3-handshake', what: 'check what the account holds, when all is saved (Verify)'},
		];
	}

	return verified.failed === 0
		? []
		: [
				{
					where: awsConsole,
					what: `fix what the verification found: ${verified.failed} to fix; then verify again`,
				},
			];
}

/** What the last screen shows. Throws UserError where the answers do not make a connection. */
export function summarize(state: WizardState, profile: VendorProfile): Summary {
	const {connection, notices} = checkConnection(
		answersAsConnection(state.answers, profile),
		profile,
	);
	const agreed = [
		...agreedLines(state.answers, connection, profile),
		...notices.map((notice) => ({label: 'Note', value: notice})),
	];
	const fields = formValues(connection, profile);
	const untouched = fields.filter(({label}) => state.copied[`form:${label}`] === undefined);
	const changed = fields.filter(({label, value}) => {
		const copied = state.copied[`form:${label}`];
		return copied !== undefined && copied !== value;
	});
	// What was seen to be right in the account need not be made any more.
	const isInPlace = state.verified?.verdict === 'pass';
	const remaining: Task[] = [
		...(state.answers['new-bucket'] === 'yes' && !isInPlace
			? [
					{
						where: awsConsole,
						what: `create the bucket ${connection.bucket}, if you have not yet`,
					},
				]
			: []),
		...(profile.access === 'customer-role' && !isInPlace
			? [
					{
						where: awsConsole,
						what: `create the role ${connection.roleName ?? ''}, if you have not yet`,
					},
				]
			: []),
		{
			where: profile.name,
			what: formTask(
				formPlace(connection, profile),
				changed.map(({label}) => label),
				untouched.length === fields.length,
				profile.form,
			),
		},
		...(isInPlace
			? []
			: policyPanels(state, profile).flatMap((panel) =>
					documentTask(panel, state.copied[panel.document.id]),
				)),
		...verificationTask(state),
		...vendorSteps(connection, profile).after.map((step) => ({
			where: profile.name,
			// The line ends in a full stop of its own.
			what: step.replace(/\.$/, ''),
		})),
		{
			where: profile.name,
			what: `run its own test, which proves its side: ${profile.test}`,
		},
	];
	return {agreed, remaining};
}

/**
 * The summary as text, for the terminal after the screen has closed. The external ID is left out: it stands in the
 * connection file, which only its owner can read.
 */
export function summaryText(summary: Summary, connectionFile: string | undefined): string {
	const width = Math.max(...summary.agreed.map(({label}) => label.length)) + 2;
	return [
		'What was agreed',
		...summary.agreed.map(({label, value}) => `  ${label.padEnd(width)}${visible(value)}`),
		'',
		'What is left to do',
		...summary.remaining.map(
			({where, what}, index) => `  ${index + 1}. ${visible(where)}: ${visible(what)}.`,
		),
		...(connectionFile === undefined
			? []
			: [
					'',
					`The connection file: ${visible(connectionFile)}`,
					'To print its values again:',
					`  s3-handshake policies ${JSON.stringify(connectionFile)}`,
				]),
		'',
	].join('\n');
}
