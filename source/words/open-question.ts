import {listOf} from '../policy/index.ts';
import {
	type About,
	type Blame,
	type Denial,
	type OpenQuestion,
	principalsOf,
} from '../verify/index.ts';
import type {Words} from './checks/shared.ts';
import {
	capitalised,
	denyInWords,
	inWords,
	lowered,
	placeInWords,
	questionAbout,
	statementName,
} from './statements.ts';

const besides: Readonly<Record<OpenQuestion['besides'], string>> = {
	'not-principal': 'how AWS compares NotPrincipal with role sessions, which no list can name',
	'session-name': 'the name of the role session',
	'canonical-user': 'which account the canonical user ID stands for',
	other: 'something in it',
};

/** What is said where it depends on what cannot be known from here whether the vendor may use the bucket or the key. */
export function openQuestionInWords(
	question: OpenQuestion,
	about: About,
	used: 'bucket' | 'key',
	finding: {readonly correction?: unknown},
): Words {
	const {name} = about.profile;
	const [key] = question.keys;
	const ask =
		key === undefined ? `Ask ${name} whether it works` : questionAbout(key, about.profile, used);
	const depends = key === undefined ? besides[question.besides] : inWords(question.keys);
	if (question.might === 'deny') {
		const {denial} = question;
		// S3 encrypts by itself what comes without the header.
		// https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
		const remark = /^s3:x-amz-server-side-encryption/i.test(key ?? '')
			? ' You lose nothing without that statement: S3 encrypts every upload with the default encryption of the bucket.'
			: '';
		return {
			reason: `${denialInWords(denial, about, {isCertain: false, isPart: false})} Whether it applies to ${name} depends on ${depends}, which cannot be checked from here.`,
			fix: `${ask}. If it applies: ${againstDenial(denial, about, finding)}${remark}`,
		};
	}

	const {by} = question;
	const where =
		by === undefined ? 'a statement' : `${statementName(by.place)} of ${placeInWords(by.place)}`;
	return {
		reason:
			key === undefined
				? `Whether ${where} allows it to ${name} depends on ${depends}, which cannot be checked from here.`
				: `${capitalised(where)} allows it under a condition on ${depends}, which cannot be checked from here.`,
		fix: adviceOn(question, ask, about, used),
	};
}

function adviceOn(
	{by, remedy, keys}: Extract<OpenQuestion, {readonly might: 'allow'}>,
	ask: string,
	about: About,
	used: 'bucket' | 'key',
): string {
	const {tenant, name} = about.profile;
	switch (remedy) {
		case 'rename-key':
			return `Write ${tenant?.conditionKey} instead of ${keys[0]}: that is the tag that ${name} has.`;
		case 'drop-condition':
			return `${ask}, or take that condition out.`;
		case 'add-statement':
			return by === undefined
				? `${ask}.`
				: `${ask}, or ${lowered(additionInWords(by.place, about, used))}`;
		case 'none':
			return `${ask}.`;
	}
}

/**
 * The advice where a statement is not the vendor's own: to let the vendor in by one of its own, a sentence. `used` says
 * what it is let in to.
 */
export function additionInWords(
	place: Blame,
	{principal, connection}: Pick<About, 'principal' | 'connection'>,
	used: 'bucket' | 'key',
): string {
	const name = statementName(place);
	const where = placeInWords(place);
	if (place.document !== 'role-policy' && place.document !== 'boundary') {
		return `Add a statement for ${principal} to ${where}, and leave ${name} as it is.`;
	}

	const target = used === 'key' ? (connection.kmsKeyArn ?? 'the key') : connection.bucket;
	return `Add a statement for ${target} to the policies of the role (IAM > Roles > ${connection.roleName ?? 'the role'} > Permissions), and leave ${name} of ${where} as it is.`;
}

/**
 * What denies the vendor, or might, a sentence or two. `isCertain` says that it surely does, `isPart` that it denies a
 * part only of what is asked for.
 */
export function denialInWords(
	{statement, place, others}: Denial,
	{connection, profile, principal, bucketArn}: About,
	{isCertain, isPart}: {readonly isCertain: boolean; readonly isPart: boolean},
): string {
	const whole = ['*', bucketArn, `${bucketArn}/*`];
	// AWS does not spare by NotPrincipal who has a permissions boundary.
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
	const isListed = principalsOf(statement.NotPrincipal).includes(principal);
	const words = denyInWords(statement, {
		index: place.index,
		where: placeInWords(place),
		ownAccount: connection.accountId,
		hit: isCertain && !isListed ? profile.name : undefined,
		parts: isPart ? listOf(statement.Resource).filter((name) => !whole.includes(name)) : [],
	});
	const more =
		others === 0
			? ''
			: ` ${others === 1 ? 'One more statement does' : `${others} more statements do`} this too.`;
	return `${capitalised(words)}.${more}`;
}

/**
 * What to do about what denies the vendor, a sentence: how it is changed only where that was tried, since a Deny protects
 * from more than it is seen to.
 */
export function againstDenial(
	{place}: Denial,
	{principal}: Pick<About, 'principal'>,
	{correction}: {readonly correction?: unknown},
): string {
	const name = statementName(place);
	const where = placeInWords(place);
	if (correction === undefined) {
		return `${capitalised(name)} of ${where} has to spare ${principal}: ask whoever is responsible for it to narrow it.`;
	}

	return place.document === 'role-policy' || place.document === 'boundary'
		? `Take ${name} out of ${where}.`
		: `Make an exception for ${principal} in ${name} of ${where}.`;
}
