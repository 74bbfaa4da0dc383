import {documentNames} from '../../../aws/index.ts';
import type {CopyWay} from '../../../clipboard/index.ts';
import {type ByField, checkConnection, type StatedConnection} from '../../../connection/index.ts';
import {formPlace, formValues, roleArn, vendorSteps} from '../../../documents/index.ts';
import {ownCommand, shellWord} from '../../../own-command.ts';
import {visible} from '../../../problems.ts';
import type {VendorProfile} from '../../../vendors/index.ts';
import type {Verdict} from '../../../verify/index.ts';
import {alsoPractised, practised} from '../../../words/index.ts';
import {presentOrigin} from '../../../words/origin/index.ts';
import {type Answers, answersAsConnection} from '../../answers.ts';
import type {WizardState} from '../../state.ts';
import {fieldsAskedIn, stepIds} from '../../steps.ts';
import {isInPlace, type Panel, policyPanels} from '../policies/panels.ts';

/** Something left to do, and where: in the customer's AWS account or at the vendor. */
type Task = {readonly where: string; readonly what: string};

type Line = {readonly label: string; readonly value: string};

export type Summary = {
	/** What was agreed. */
	readonly agreed: readonly Line[];
	/** What was changed in the account and how it was verified, a sentence each; empty where neither was. */
	readonly done: readonly string[];
	/** The commands that undo what was changed, the newest run first. */
	readonly undo: readonly string[];
	/** True for what was only practised. */
	readonly isPractice: boolean;
	/** What is said of that, first and last. */
	readonly practised: string;
	/** What is left to do, in order. */
	readonly remaining: readonly Task[];
};

const awsConsole = 'AWS console';

/** What is told of a field in place of its label and value: in other words, or nothing where another field tells it. */
const ownLines: ByField<(connection: StatedConnection, profile: VendorProfile) => Line[]> = {
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
	accountId: ({accountId = ''}) => [{label: 'Account', value: accountId}],
	bucket: ({bucket, region}) => [{label: 'Bucket', value: `${bucket} in ${region}`}],
	region: () => [],
	kmsKeyArn: ({kmsKeyArn = ''}) => [{label: 'KMS key', value: kmsKeyArn}],
	roleName: (connection) => [{label: 'Role', value: roleArn(connection)}],
	rolePath: () => [],
};

/** What is agreed, in the order in which it was asked; nothing that is secret. */
function agreedLines(
	answers: Answers,
	connection: StatedConnection,
	profile: VendorProfile,
): Line[] {
	return [...stepIds, undefined]
		.flatMap((step) => fieldsAskedIn(step, answers, profile))
		.filter(({name, isSecret}) => answers[name] && !isSecret)
		.flatMap(
			({name, label}) =>
				ownLines[name]?.(connection, profile) ?? [{label, value: answers[name] ?? ''}],
		);
}

/** How a document was handed over, as far as that is known. */
const handedOver: Record<CopyWay, string> = {
	system: 'it was copied',
	terminal: 'it was sent to the clipboard of your terminal',
	tmux: 'it is in the buffer of tmux',
	file: 'it was written to a file',
};

function documentTask(panel: Panel, copied: string | undefined, way: CopyWay = 'system'): Task[] {
	const {id, attachTo} = panel.document;
	if (panel.isOptional || isInPlace(panel)) {
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
					? `save the ${documentNames[id]} of the ${attachTo}, if you have not yet (${handedOver[way]})`
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

/** The day and minute of a moment, in the time of the person. */
function momentText(at: string): string {
	const date = new Date(at);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What was practised is told in practice alone; what was changed in AWS stands there, so it is told there too. */
function appliedLines({applied, access}: WizardState): string[] {
	const isPractising = access.kind === 'practice';
	return applied
		.filter(({isPractice = false}) => isPractising || !isPractice)
		.map(({title, detail, isDone, backup, isPractice = false}) => {
			const where = isPractising && !isPractice ? ' in AWS' : '';
			return `${isDone ? 'Changed' : 'NOT changed'}${where}: ${title}. ${detail}${backup === undefined ? '' : ` Backup: ${backup}`}`;
		});
}

const verdictWords: Record<Verdict, string> = {
	pass: 'it is ready',
	fail: 'it is not ready',
	unknown: 'not everything could be seen',
};

function verifiedLines({verified, access}: WizardState, {name}: VendorProfile): string[] {
	return verified === undefined
		? []
		: [
				`Verified ${access.kind === 'guided' ? 'in what you pasted' : 'in the account'}, ${momentText(verified.at)}: ${verdictWords[verified.verdict]} for ${name}.`,
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
					documentTask(panel, state.copied[panel.document.id], state.copyWays[panel.document.id]),
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
	return {
		agreed,
		done: [...appliedLines(state), ...verifiedLines(state, profile)],
		undo: [...new Set(state.applied.flatMap(({undo}) => undo ?? []))].toReversed(),
		isPractice: state.access.kind === 'practice',
		practised: state.applied.every(({isPractice = false}) => isPractice)
			? practised
			: alsoPractised,
		remaining,
	};
}

/**
 * The summary as text, for the terminal after the screen has closed. The external ID is left out: it stands in the
 * connection file, which only its owner can read.
 */
export function summaryText(summary: Summary, connectionFile: string | undefined): string {
	const width = Math.max(...summary.agreed.map(({label}) => label.length)) + 2;
	return [
		...(summary.isPractice ? [summary.practised, ''] : []),
		'What was agreed',
		...summary.agreed.map(({label, value}) => `  ${label.padEnd(width)}${visible(value)}`),
		...(summary.done.length === 0
			? []
			: ['', 'What was done', ...summary.done.map((line) => `  ${visible(line)}`)]),
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
					`  ${visible(ownCommand(`policies ${shellWord(connectionFile)}`))}`,
				]),
		...(summary.isPractice ? ['', summary.practised] : []),
		'',
	].join('\n');
}
