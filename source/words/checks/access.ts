import {type ActionNeed, actionNeeds, type Need} from '../../vendors/index.ts';
import type {About, OwnFinding} from '../../verify/index.ts';
import {shown} from '../differences.ts';
import {listingInWords, nearStatementInWords} from '../near-statement.ts';
import {againstDenial, denialInWords, openQuestionInWords} from '../open-question.ts';
import {inWords, statementName} from '../statements.ts';
import {formHint} from '../unseen.ts';
import {accessKms} from './access-kms.ts';
import {partOfAccountWords} from './part-of-account.ts';
import type {Tried, Words, WordsOf} from './shared.ts';

type AccessFinding = OwnFinding<'access.list'>;
type FactsOf<Code extends AccessFinding['code']> = Extract<
	AccessFinding,
	{readonly code: Code}
>['facts'];

const titles: Readonly<Record<Need, string>> = {
	list: 'Listing the bucket',
	read: 'Reading objects',
	write: 'Writing objects',
	delete: 'Deleting objects',
};

const does: Readonly<Record<Need, string>> = {
	list: 'list',
	read: 'read objects in',
	write: 'write objects to',
	delete: 'delete objects in',
};

const mainAction: Readonly<Record<Need, string>> = {
	list: 's3:ListBucket',
	read: 's3:GetObject',
	write: 's3:PutObject',
	delete: 's3:DeleteObject',
};

/** Whether the vendor can meet one of its needs. */
function wordsFor(need: Need): WordsOf<'access.list'> {
	const denied =
		(isPart: boolean) => (facts: FactsOf<'denied'>, about: About, finding: Status & Tried) =>
			inContext(
				deniedWords(need, facts, about, extentOf(isPart, finding), finding),
				facts.action,
				about,
				finding,
			);
	const notAllowed =
		(isPart: boolean) => (facts: FactsOf<'not-allowed'>, about: About, finding: Status) =>
			inContext(
				notAllowedWords(need, facts, about, extentOf(isPart, finding)),
				facts.action,
				about,
				finding,
			);
	return {
		title: titles[need],
		allowed: ({by}, about) => {
			const {profile, isCustomerRole} = about;
			const bucket = workingPlace(about);
			const statement = by === undefined ? '' : `: ${statementName(by)} allows it`;
			return {
				reason: isCustomerRole
					? `The role may ${does[need]} ${bucket}${statement}.`
					: `The bucket policy lets ${profile.name} ${does[need]} ${bucket}${statement}. Whether its own side allows it too cannot be checked from here.`,
			};
		},
		denied: denied(false),
		'denied-in-part': denied(true),
		'folder-not-given': ({folders}, about) => folderNotGiven(need, folders, about),
		'not-allowed': notAllowed(false),
		'not-allowed-in-part': notAllowed(true),
		'part-of-account-trusted': partOfAccountWords('bucket-policy'),
		'depends-on-keys': (question, about, finding) =>
			openQuestionInWords(question, about, 'bucket', finding),
	};
}

type Status = Pick<AccessFinding, 'status' | 'witness'>;

/** What is refused, said as being of the article alone where the vendor works without. */
function inContext(
	{reason, ...rest}: Words,
	action: string,
	{profile}: About,
	{status}: Status,
): Words {
	return status === 'fail'
		? {reason, ...rest}
		: {
				...rest,
				reason: `The article of ${profile.name} also allows ${action}. ${reason} The rest works without it.`,
			};
}

/** How much of it is refused: a part of the objects, or what comes from an address of the vendor. */
type Extent = {
	readonly isPart: boolean;
	/** ` from 203.0.113.7`, or nothing. */
	readonly from: string;
};

function extentOf(isPart: boolean, {witness}: Pick<AccessFinding, 'witness'>): Extent {
	const [, address = ''] =
		Object.entries(witness?.context ?? {}).find(([key]) => key.toLowerCase() === 'aws:sourceip') ??
		[];
	const from = typeof address === 'string' ? address : (address[0] ?? '');
	return {isPart, from: from === '' ? '' : ` from ${from}`};
}

/** That somebody cannot do it, a clause; what is about one action of several is said about that one. */
function refusedTo(
	name: string,
	need: Need,
	action: string,
	about: About,
	{isPart, from}: Extent,
): string {
	const within = (place: string) => `${isPart && from === '' ? 'part of ' : ''}${place}${from}`;
	if (action === mainAction[need]) {
		return `${name} cannot ${does[need]} ${within(workingPlace(about))}`;
	}

	const place = isOfBucket(action, about) ? about.connection.bucket : workingPlace(about);
	return `${name} may not use ${action} on ${within(place)}`;
}

function deniedWords(
	need: Need,
	{action, denial}: FactsOf<'denied'>,
	about: About,
	extent: Extent,
	finding: Tried,
): Words {
	const words = refusedTo(about.profile.name, need, action, about, extent);
	return {
		reason: `${denialInWords(denial, about, {isCertain: true, isPart: extent.isPart})} So ${words}: an explicit deny overrides any allow.`,
		fix: againstDenial(denial, about, finding),
	};
}

function notAllowedWords(
	need: Need,
	{action, on, lack}: FactsOf<'not-allowed'>,
	about: About,
	extent: Extent,
): Words {
	const {connection, profile, isCustomerRole, folder} = about;
	const words = refusedTo(profile.name, need, action, about, extent);
	switch (lack.kind) {
		case 'boundary':
			return {
				reason: `The policies of the role allow ${action}, but the role's permissions boundary does not, and it limits what the role may do.`,
				fix: `Allow ${action} in the boundary (IAM > Roles > ${connection.roleName} > Permissions > Permissions boundary), or have the boundary removed.`,
			};
		case 'near-miss': {
			const {reason, fix} = nearStatementInWords(lack.near, about, 'bucket');
			return {reason: `${words}. ${reason}`, fix};
		}

		case 'statement': {
			const asked = `${action} ${targetOf(on, about)}`;
			if (isCustomerRole) {
				return {
					reason: `${words}: neither a policy of the role nor the bucket policy allows ${asked}.`,
					fix:
						folder === undefined
							? `Give the role the role policy of the article (IAM > Roles > ${connection.roleName} > Permissions > Add permissions > Create inline policy > JSON).`
							: `In a policy of the role (IAM > Roles > ${connection.roleName} > Permissions), allow ${asked}${listingInWords(about, action)}.`,
				};
			}

			const lacking = lack.hasBucketPolicy
				? `No statement of the bucket policy allows ${asked} to ${profile.name}`
				: 'The bucket has no policy';
			return {
				reason: `${lacking}, and ${profile.name} is in another account: without a statement, ${refusedTo('it', need, action, about, extent)}.`,
				fix: 'Add the statement to the bucket policy (S3 > the bucket > Permissions > Bucket policy > Edit).',
			};
		}
	}
}

function folderNotGiven(
	need: Need,
	folders: readonly string[],
	{profile, connection}: About,
): Words {
	const names = folders.map((folder) => `"${shown(folder)}"`);
	const all = `${names.length === 1 ? 'the folder' : 'the folders'} ${inWords(names)}`;
	const placeholder = profile.folder?.fixed === undefined ? 'folder' : 'ownFolder';
	return {
		reason: `What ${profile.name} may use of ${connection.bucket} is in ${all}, and the connection gives no folder: so ${profile.name} would have to ${does[need]} all of ${connection.bucket}, which it may not.`,
		fix: `Put the folder ${names.join(' or ')} into the connection${formHint(profile, placeholder)}, and check again.`,
	};
}

function targetOf(on: ActionNeed['on'], about: About): string {
	return on === 'object'
		? `on the objects in ${workingPlace(about)}`
		: `on ${about.connection.bucket}`;
}

/** Whether the vendor asks the action of the bucket itself, which is in no folder. */
function isOfBucket(action: string, {profile, connection}: About): boolean {
	return profile.purposes
		.filter(({id}) => id === connection.purpose)
		.flatMap((purpose) => actionNeeds(purpose))
		.some((need) => need.action === action && need.on === 'bucket');
}

/** The bucket, or the folder in it that the vendor works in. */
function workingPlace({connection: {bucket}, folder}: About): string {
	return folder === undefined ? bucket : `${bucket}/${folder}`;
}

const accessList: WordsOf<'access.list'> = wordsFor('list');
const accessRead: WordsOf<'access.read'> = wordsFor('read');
const accessWrite: WordsOf<'access.write'> = wordsFor('write');
const accessDelete: WordsOf<'access.delete'> = wordsFor('delete');

export const accessWords = {
	'access.list': accessList,
	'access.read': accessRead,
	'access.write': accessWrite,
	'access.delete': accessDelete,
	'access.kms': accessKms,
};
