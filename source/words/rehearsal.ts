import {type DocumentId, documentNames} from '../aws/index.ts';
import type {FaultCode, RehearsedAccount, RehearsedFault} from '../rehearsal/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import type {Finding} from '../verify/index.ts';
import {partName} from './settings.ts';
import {inWords, statementName} from './statements.ts';

/** What is broken, in a few words that follow the place. */
const faultWords: Readonly<Record<FaultCode, (fault: RehearsedFault) => string>> = {
	'action-missing': ({action = ''}) => `without ${action}`,
	'statement-missing': () => 'missing',
	'document-missing': () => 'missing',
	'other-principal': () => 'for somebody else',
	'other-external-id': () => 'with another external ID',
	'blank-in-external-id': () => 'with a blank behind the external ID',
	'no-external-id-condition': () => 'without the condition on the external ID',
	'other-tenant': () => 'for another customer of the vendor',
	'no-tenant-condition': () => 'without the condition that keeps other customers out',
	'other-place': () => 'for another bucket',
	'other-folder': () => 'for another folder',
	'rule-missing': () => 'missing',
	'method-missing': ({action = ''}) => `without the method ${action}`,
	'header-missing': ({action = ''}) => `without the header ${action} that pages send`,
	'header-hidden': ({action = ''}) => `without the header ${action} that pages read`,
	'other-origin': () => 'for the pages of another site',
	'notification-missing': () => 'missing',
	'event-missing': ({action = ''}) => `without the event ${action}`,
	'other-target': () => 'for somebody else',
	'other-objects': () => 'for other objects',
	'other-region': () => 'the bucket in another region',
	'other-encryption': () => 'the bucket with another default encryption',
	'key-disabled': () => 'the key disabled',
	'role-missing': () => 'no role',
	'bucket-missing': () => 'no bucket',
};

/** What is broken and where, a few words. */
function faultInWords(fault: RehearsedFault): string {
	const {document, statement, code} = fault;
	const what = faultWords[code](fault);
	if (document === undefined) {
		return what;
	}

	const name = `the ${documentNames[document]}`;
	return statement === undefined
		? `${name} ${what}`
		: `${partInWords(document, statement)} of ${name} ${what}`;
}

function partInWords(
	document: DocumentId,
	{index, sid}: NonNullable<RehearsedFault['statement']>,
): string {
	const part = partName(document);
	return part === 'statement'
		? statementName({index, sid})
		: sid === ''
			? `${part} number ${index + 1}`
			: `the ${part} "${sid}"`;
}

/** What a person should know of a fault, with its sign, a sentence; undefined where it was found or has no effect. */
function toldInWords(fault: RehearsedFault): string | undefined {
	switch (fault.outcome) {
		case 'missed':
			return `✖ Nothing is found: ${faultInWords(fault)}.`;
		case 'not-needed':
			return `! The ${fault.isDoubted ? 'profile' : 'article'} gives ${fault.action ?? 'it'}, and no need of this purpose stands behind it. Nobody is told where it is missing: ${faultInWords(fault)}.`;
		default:
			return undefined;
	}
}

/** Whether the account passes, and every fault in it is found that keeps the vendor out or lets others in. */
export function hasStood({complaints, faults}: RehearsedAccount): boolean {
	return complaints.length === 0 && faults.every(({outcome}) => outcome !== 'missed');
}

/** The lines about one account; `present` gives the words of a finding. */
export function rehearsalLines(
	account: RehearsedAccount,
	present: (finding: Finding) => {readonly title: string; readonly reason: string},
): string[] {
	const {purpose, encryption, complaints, warnings, faults} = account;
	const count = (outcome: RehearsedFault['outcome']) =>
		faults.filter((fault) => fault.outcome === outcome).length;
	const found = count('found');
	const effective = faults.length - count('no-effect');
	const complained = (finding: Finding) => {
		const {title, reason} = present(finding);
		return `${title} (${finding.id}, ${finding.code}): ${reason}`;
	};
	return [
		`${purpose}, ${encryption}: ${complaints.length === 0 ? 'passes' : 'does not pass'}, ${found} of ${effective} faults found and named`,
		...complaints.map((finding) => `  ✖ ${complained(finding)}`),
		...faults.flatMap((fault) => {
			const told = toldInWords(fault);
			return told === undefined ? [] : [`  ${told}`];
		}),
		...warnings.map((finding) => `  ! ${complained(finding)}`),
	];
}

/** A profile that was tested, in a sentence. */
export function rehearsalVerdict(
	{name}: VendorProfile,
	accounts: readonly RehearsedAccount[],
): string {
	const failing = accounts.filter((account) => !hasStood(account)).length;
	if (failing > 0) {
		return `${name}: ${failing} of ${accounts.length} accounts have not stood the test.`;
	}

	const untold = new Set(
		accounts.flatMap(({faults}) =>
			faults.flatMap(({outcome, action = ''}) => (outcome === 'not-needed' ? [action] : [])),
		),
	);
	const most = `${name}: passes as its article has it, and every fault is found and named`;
	return untold.size === 0
		? `${most}.`
		: `${most}, but for ${untold.size} of the actions that it gives: nobody is told where ${inWords([...untold])} ${untold.size === 1 ? 'is' : 'are'} missing.`;
}
