import {becauseOf, type FailureCause, type Looked, whoCanChange} from '../account/index.ts';
import {type DocumentId, documentNames} from '../aws/index.ts';
import {visible} from '../problems.ts';
import type {VendorProfile} from '../vendors/index.ts';
import type {About, FailedLook, Unseen} from '../verify/index.ts';

type Refused = Extract<Looked<never>, {status: 'refused'}>;
type Failed = Extract<Looked<never>, {status: 'failed'}>;

/** What to do about each cause, where the failure itself does not tell. */
const helpByCause: Readonly<Record<FailureCause, string>> = {
	'sign-in': 'Sign in again, and check again.',
	clock: 'Set the clock of this computer right, and check again.',
	'not-enabled': 'Have the service or the region enabled for the account, and check again.',
	network: 'Check your internet connection, and any proxy or firewall, and check again.',
	throttled: 'Check again in a minute.',
	aws: 'Check again in a minute. https://health.aws.amazon.com shows whether AWS knows of a problem.',
	malformed: 'Check again. If the answer stays the same, see what answers in place of AWS.',
	file: 'Make the file readable, and check again.',
};

/** What to do about what could not be seen; undefined where that depends on what was looked at. */
function helpWith(look: Refused | Failed): string | undefined {
	return look.status === 'refused'
		? whoCanChange(look.denial)
		: (look.help ?? helpByCause[look.cause]);
}

/** Why something could not be seen, as a sentence for the reader. */
export function whyUnseen(look: FailedLook): string {
	if (look.status !== 'refused') {
		return look.reason;
	}

	const because = becauseOf(look.denial);
	const what = `You are not allowed to see it: ${look.action} is refused (${look.code})`;
	return because === '' ? `${what}.` : `${what}, because ${because}`;
}

/** The same, and what to do about it where that does not depend on what was looked at. */
export function whyUnseenWithHelp(look: FailedLook): string {
	const help = look.status === 'not-looked' ? undefined : helpWith(look);
	return help === undefined ? whyUnseen(look) : `${whyUnseen(look)} ${help}`;
}

/** What to do about things that could not be seen, each sentence once; undefined where that depends on what they are. */
export function helpWithUnseen(unseen: readonly Unseen[]): string | undefined {
	const help = unseen.flatMap(({why}) =>
		why.status === 'refused' || why.status === 'failed' ? (helpWith(why) ?? []) : [],
	);
	return help.length === 0 ? undefined : [...new Set(help)].join(' ');
}

/** What could not be seen or not be understood, and why, a sentence or two. */
export function unseenInWords({document, policy, why}: Unseen): string {
	switch (why.status) {
		case 'unreadable':
			return `${nameOf(document, policy)} cannot be read${whatIsWrong(why)}`;
		case 'untold':
			return `${nameOf(document, policy)} could not be seen.`;
		default:
			return whyUnseen(why);
	}
}

/** What could not be seen and why, and what to do about it. */
export function unseenWithHelp(unseen: Unseen): string {
	return `${unseenInWords(unseen)} ${helpWithUnseen([unseen]) ?? ''}`.trim();
}

/** The same where the policy has a say in what is judged. */
export function unjudgedInWords(unseen: Unseen): string {
	return unseen.why.status === 'untold'
		? unseenInWords(unseen)
		: `${nameOf(unseen.document, undefined)} could not be judged. ${unseenInWords(unseen)}`;
}

/** What to do where a policy could not be looked at, a sentence. */
export function lookAgain({source}: Pick<About, 'source'>): string {
	return source === 'documents'
		? 'Put the missing document into the folder, as the console shows it, and check again.'
		: 'Check again with an identity that is allowed to see it.';
}

/** All that could not be seen, a sentence or two each. */
export function allUnseenInWords(unseen: readonly Unseen[]): string {
	return unseen.map((one) => unseenInWords(one)).join(' ');
}

function nameOf(document: DocumentId | 'boundary' | undefined, policy: string | undefined): string {
	if (policy !== undefined) {
		return `The policy ${policy}`;
	}

	return document === undefined
		? 'It'
		: document === 'role-policy'
			? "The role's policies"
			: `The ${documentNames[document]}`;
}

/** What is wrong with a policy and where, as the end of a sentence. */
function whatIsWrong({message, problem}: Extract<Unseen['why'], {status: 'unreadable'}>): string {
	if (problem === undefined) {
		return `: ${message}`;
	}

	const {field, rule, place} = problem;
	const where = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
	return `${where}: ${/^[A-Z]\w*(?:[.[]|$)/.test(field) ? `${visible(field)}: ` : ''}${rule}`;
}

/**
 * Where in the vendor's form a value stands, to follow "put it into the connection": ` and into "Region" of the form of
 * iconik`. Empty where the form does not ask for it. `placeholder` is a name such as `region`.
 */
export function formHint({form, name}: VendorProfile, placeholder: string): string {
	const {fields, statement} = form;
	const holds = (text: string) => text.includes(`{{${placeholder}}}`);
	const field = fields.find(({value}) => holds(value));
	if (statement?.lines.some(({text}) => holds(text)) === true) {
		return ` and into the ${statement.label} for ${name}`;
	}

	return field === undefined ? '' : ` and into "${field.label}" of the form of ${name}`;
}
