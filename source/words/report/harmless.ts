import {actionNames} from '../../aws/actions/index.ts';
import {accountOf, encryptions, regions} from '../../aws/index.ts';
import {knownEvents} from '../../bucket-settings/index.ts';
import {principalsInProfile} from '../../connection/index.ts';
import {findConditionKey} from '../../policy/condition-keys/index.ts';
import {builtInProfiles, isPolicyTemplate} from '../../vendors/index.ts';
import ownWords from './own-words.json' with {type: 'json'};

// Made when the first masked report is written.
let words: ReadonlySet<string> | undefined;

function own(): ReadonlySet<string> {
	words ??= new Set(ownWords);
	return words;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const small = (word: string) => word.charAt(0).toLowerCase() + word.slice(1);

/** By which this program shows what nobody could see: `\u000a`, `\u200b`. */
const shownEscape = /^u(?:00[0-9a-f]{2}|20[0-6][0-9a-f]|feff)$/;

/** Names of AWS for kinds of keys. https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
const keyWords: ReadonlySet<string> = new Set([
	...['RSA_2048', 'RSA_3072', 'RSA_4096', 'ECC_NIST_P256', 'ECC_NIST_P384', 'ECC_NIST_P521'],
	...['ECC_SECG_P256K1', 'HMAC_224', 'HMAC_256', 'HMAC_384', 'HMAC_512', 'SM2', 'SIGN_VERIFY'],
	...['GENERATE_VERIFY_MAC', 'KEY_AGREEMENT'],
]);

/** Whether this program itself writes the word somewhere, or AWS does: `bucket`, `Frankfurt`, `StringEqualsIfExists`. */
export function isOwnWord(word: string): boolean {
	const operator = word.replace(/IfExists$/, '');
	return (
		[word, small(word), capital(word), operator].some((one) => own().has(one)) ||
		keyWords.has(word) ||
		shownEscape.test(word)
	);
}

/** Whether it is the address of a service of AWS, of everybody's or of a region: `s3.us-east-1.amazonaws.com`. */
function isServiceOfAws(host: string): boolean {
	const [, service = '', region] =
		/^([a-z0-9-]+)(?:\.([a-z0-9-]+))?\.amazonaws\.com$/.exec(host) ?? [];
	return own().has(service) && (region === undefined || regions.some(({id}) => id === region));
}

/** Whether the host is one that the program names by itself, or a service of AWS. */
export function isOwnHost(host: string): boolean {
	return own().has(host) || isServiceOfAws(host);
}

let actionParts: ReadonlySet<string> | undefined;

const partsOfName = (name: string): string[] =>
	name.match(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])|V\d/g) ?? [];

/**
 * Whether it is made of the words of which AWS makes the names of its actions and events: `GetObject`, and `Get` of
 * `Get*`. A word that a customer made up is in none.
 */
export function isActionName(name: string): boolean {
	actionParts ??= new Set([
		// Of the names of operations, which many take for those of actions.
		...['Objects', 'V2'],
		...knownEvents.flatMap((event) => event.split(':').flatMap(partsOfName)),
		...actionNames().flatMap((action) => partsOfName(action.slice(action.indexOf(':') + 1))),
	]);
	const parts = partsOfName(name);
	return (
		parts.length > 0 && parts.join('') === name && parts.every((part) => actionParts?.has(part))
	);
}

/**
 * Words that tell nothing of a customer wherever they stand: those of the policy language, of events and of the built-in
 * vendors.
 */
const policyWords: ReadonlySet<string> = new Set<string>([
	...encryptions,
	...regions.map(({id}) => id),
	...knownEvents,
	...['AES256', 'aws:kms', 'aws:kms:dsse', 'Allow', 'Deny', 'AWS', 'Service', 'true', 'false'],
	...['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter', 'root'],
	...builtInProfiles.flatMap(({tenant}) => tenant?.conditionKey.split('/') ?? []),
]);

/** Whether it is a condition key of AWS, without the part of it that is chosen by whoever writes it. */
function isConditionKey(word: string): boolean {
	const known = findConditionKey(word) ?? findConditionKey(`${word}/`);
	const name = known?.name.toLowerCase();
	return name === word.toLowerCase() || name === `${word}/`.toLowerCase();
}

/** Whether a value that somebody wrote, or a part of one, tells nothing since everybody writes it. */
export function isPolicyWord(word: string): boolean {
	const [service = '', ...rest] = word.split(':');
	const name = rest.join(':').replace(/[*?]/g, '');
	return (
		policyWords.has(word) ||
		/^[*?.:"'()-]+$/.test(word) ||
		(/^(?:s3|kms|sts|iam)$/.test(service) &&
			rest.length === 1 &&
			(name === '' || isActionName(name))) ||
		isConditionKey(word) ||
		isServiceOfAws(word)
	);
}

/** The principals of the built-in vendors and their accounts, which are the same for all their customers. */
export const vendorNames: readonly string[] = builtInProfiles
	.flatMap(({principal}) => principalsInProfile(principal))
	.flatMap((arn) => [arn, accountOf(arn)]);

const vendorSids = new Set(
	builtInProfiles.flatMap(({documents}) =>
		documents.filter(isPolicyTemplate).flatMap(({statements, narrower, articleSids = []}) => [
			...articleSids,
			...[...statements, ...(narrower?.statements ?? [])].flatMap(({statement: {Sid}}) =>
				// One with a placeholder is made of the customer's own names.
				Sid === undefined || Sid.includes('{{') ? [] : [Sid],
			),
		]),
	),
);

/** Whether a statement of a built-in vendor has this Sid in everybody's account. */
export function isVendorSid(sid: string): boolean {
	return vendorSids.has(sid);
}
