import {wholeAccountIn} from '../../aws/index.ts';
import type {
	About,
	AskedId,
	Blame,
	ComparedId,
	NearMiss,
	SharedFindings,
	TrustedInstead,
	TrustedName,
	TrustRemedy,
} from '../../verify/index.ts';
import {differenceInWords, shown} from '../differences.ts';
import {
	capitalised,
	denyInWords,
	inWords,
	lowered,
	questionAbout,
	statementName,
	testInWords,
} from '../statements.ts';
import {formHint, unseenInWords} from '../unseen.ts';
import type {Words, WordsOf} from './shared.ts';

type Blaming = {readonly blame?: Blame; readonly correction?: unknown};

function nameIn({blame}: Blaming): string {
	return statementName(blame ?? {index: 0});
}

/** Where the trust policy is changed, as a click path. */
export function trustPolicyPath({connection}: About): string {
	return `IAM > Roles > ${connection.roleName} > Trust relationships > Edit trust policy`;
}

/** What is said where there is no trust policy to look at. */
export function trustPolicyNotSeen({unseen}: SharedFindings['not-seen'], {source}: About): Words {
	return {
		reason: unseen.map((one) => unseenInWords(one)).join(' '),
		fix:
			source === 'documents'
				? 'Put the trust policy into trust-policy.json, as the console shows it.'
				: 'Check again with an identity that is allowed iam:GetRole, or compare the trust policy yourself (IAM > Roles > the role > Trust relationships).',
	};
}

function hasExternalId({profile}: Pick<About, 'profile'>): boolean {
	return profile.externalId.from !== 'none';
}

/** What to do about the statement that keeps the vendor out, a sentence; `change` says how one of its own is changed. */
function mended(remedy: TrustRemedy, change: string, about: About, finding: Blaming): string {
	const {profile} = about;
	const principals = inWords(about.narrowerPrincipals);
	// How a statement is changed is said only where that was tried.
	if (finding.correction === undefined && remedy !== 'add-statement') {
		return remedy === 'make-exception'
			? `${capitalised(nameIn(finding))} has to spare ${principals}: ask whoever is responsible for it.`
			: `Add a statement for ${principals} to the trust policy, ${hasExternalId({profile}) ? 'with the condition on sts:ExternalId and no other' : 'without any condition'}.`;
	}

	switch (remedy) {
		case 'make-exception':
			return `Make an exception for ${principals} in ${nameIn(finding)}.`;
		case 'change-statement':
			return change;
		case 'add-statement':
			return `Add a statement for ${principals} to the trust policy, ${hasExternalId({profile}) ? 'with the condition on sts:ExternalId' : 'without any condition'}, and leave ${nameIn(finding)} as it is.`;
	}
}

/** Whom to ask about the first of the keys that something depends on, or what to do in place of that, a sentence. */
function askOrMend([key = 'this condition']: readonly string[], about: About, otherwise: string) {
	return `${questionAbout(key, about.profile)}, or ${lowered(otherwise)}`;
}

const trustPrincipal: WordsOf<'trust.principal'> = {
	title: 'Vendor in the trust policy',
	'not-seen': trustPolicyNotSeen,
	'vendor-named': (_facts, {narrowerPrincipals, profile}) => ({
		reason: `The trust policy names ${inWords(narrowerPrincipals)}${narrowerPrincipals.some((name) => wholeAccountIn(name) !== undefined) ? `, a whole account, as the article of ${profile.name} says` : ''}.`,
	}),
	'account-trusted': ({name}, about, finding) =>
		trustedWidely(
			`the whole account of ${about.profile.name} (${name}), so every user and role in that account may assume the role`,
			about,
			finding,
		),
	'by-condition': (_facts, about, finding) =>
		trustedWidely('everybody who meets its condition', about, finding),
	denied: ({statement}, about, finding) => {
		const {profile, connection} = about;
		const denial = denyInWords(statement, {
			index: finding.blame?.index ?? 0,
			where: 'the trust policy',
			ownAccount: connection.accountId,
			hit: profile.name,
		});
		return {
			reason: `${capitalised(denial)}. So ${profile.name} cannot assume the role: an explicit deny overrides any allow.`,
			fix: mended('make-exception', '', about, finding),
		};
	},
	'depends-on-keys': ({keys, remedy}, about, finding) => ({
		reason: `Whether ${nameIn(finding)} of the trust policy applies to ${about.profile.name} depends on ${inWords(keys) || 'something in it'}, which cannot be checked from here.`,
		fix:
			finding.correction === undefined
				? `${questionAbout(keys[0] ?? 'this condition', about.profile)}.`
				: askOrMend(
						keys,
						about,
						mended(
							remedy,
							hasExternalId(about)
								? 'Take the condition out: the external ID protects the role.'
								: 'Take the condition out.',
							about,
							finding,
						),
					),
	}),
	'condition-never-met': ({tests, remedy}, about, finding) => ({
		reason: `${capitalised(nameIn(finding))} of the trust policy trusts ${about.profile.name} only ${inWords(tests.map((test) => testInWords(test)))}, which is never the case when ${about.profile.name} assumes the role.`,
		fix: mended(
			remedy,
			`Take this condition out of the statement${hasExternalId(about) ? ', but keep the one on sts:ExternalId' : ''}.`,
			about,
			finding,
		),
	}),
	'not-all-trusted': ({missing}, about) => ({
		reason: missing.includes(about.principal)
			? `${about.profile.name} has the role assume itself, but the trust policy does not let ${inWords(missing)} do so.`
			: `${about.profile.name} takes the role as ${inWords(about.narrowerPrincipals)}, but the trust policy does not trust ${inWords(missing)}.`,
		fix: `Add ${inWords(missing)} to the Principal of the statement that trusts ${about.profile.name} (${trustPolicyPath(about)}).`,
	}),
	'part-of-account-trusted': ({names}, about) => ({
		reason: `The article of ${about.profile.name} names its whole account (${inWords(about.narrowerPrincipals)}). The trust policy trusts only ${inWords(names.map((name) => shown(name)))} of it, and whether that is who takes the role cannot be checked from here.`,
		fix: `Ask ${about.profile.name}, or save the trust policy with ${inWords(about.narrowerPrincipals)} as the Principal (${trustPolicyPath(about)}).`,
	}),
	'assume-role-not-allowed': notTrusted,
	'names-deleted-vendor': notTrusted,
	'vendor-not-trusted': notTrusted,
};

function trustedWidely(
	whom: string,
	{profile, narrowerPrincipals: [first]}: About,
	finding: Blaming,
): Words {
	return {
		reason: `It works, but ${nameIn(finding)} of the trust policy trusts ${whom}.`,
		fix: `Name the ${/:role\//.test(first) ? 'role' : 'user'} ${first} instead, as the article of ${profile.name} says.`,
	};
}

function notTrusted(
	{instead, isForOthers}: {readonly instead: TrustedInstead; readonly isForOthers: boolean},
	about: About,
	finding: Blaming,
): Words {
	const path = trustPolicyPath(about);
	return {
		reason: insteadInWords(instead, about),
		fix: isForOthers
			? `${mended('add-statement', '', about, finding)} You find it under ${path}.`
			: `Save the trust policy with ${inWords(about.narrowerPrincipals)} as the Principal (${path}).`,
	};
}

function insteadInWords(
	instead: TrustedInstead,
	{profile: {name}, narrowerPrincipals}: About,
): string {
	switch (instead.kind) {
		case 'other-actions': {
			const which = instead.areExcluded ? 'everything except' : 'only';
			return `The trust policy names ${name}, but allows ${which} ${inWords(instead.actions)}; ${name} needs sts:AssumeRole.`;
		}
		case 'deleted':
			return `The trust policy names ${instead.name} where the vendor should be named. AWS shows such an ID after a user or role was deleted. It does not match a new one with the same name.`;
		case 'everybody':
			return `The trust policy does not name ${name}: it trusts ${trustedInWords(instead.whom)}.`;
		case 'nobody':
			return 'No statement of the trust policy allows anybody to assume the role (sts:AssumeRole).';
		case 'denied':
			return `The only statement of the trust policy about ${name} has the Effect "Deny" where "Allow" is needed.`;
		case 'others': {
			const names = inWords(instead.names.map((one) => shown(one)));
			const miss = instead.nearMiss === undefined ? '' : `; ${nearMissInWords(instead.nearMiss)}`;
			return `The trust policy does not name ${name} (${inWords(narrowerPrincipals)}): it trusts ${names}${miss}.`;
		}
	}
}

function trustedInWords({name, except}: TrustedName): string {
	if (except !== undefined) {
		return `everybody except ${except.join(', ')} (by NotPrincipal, which IAM does not accept in a trust policy)`;
	}

	return name === '*' ? 'everybody (*)' : shown(name);
}

function nearMissInWords({part, difference}: NearMiss): string {
	if (part === 'account') {
		return `in the account number ${differenceInWords(difference)}`;
	}

	return difference.kind === 'other'
		? "that is somebody else in the vendor's account"
		: differenceInWords(difference);
}

const trustExternalId: WordsOf<'trust.external-id'> = {
	title: 'External ID in the trust policy',
	'not-seen': trustPolicyNotSeen,
	'as-agreed': (_facts, about) => ({
		reason: `The trust policy asks for the external ID ${agreedId(about)}.`,
	}),
	'external-id-missing': (_facts, about, finding) => ({
		reason: `${about.profile.name} sends an external ID, and ${nameIn(finding)} of the trust policy does not ask for it. It works like this, but anybody who gets ${about.profile.name} to use this role's ARN can reach your bucket too.`,
		fix: `Add the condition on sts:ExternalId to the statement (${trustPolicyPath(about)}).`,
	}),
	'external-id-key-misspelt': ({keys}, _about, finding) => ({
		reason: `${capitalised(nameIn(finding))} of the trust policy asks for ${inWords(keys)}, which AWS does not know: the key for the external ID is sts:ExternalId. So the condition is never met.`,
		fix: 'Write sts:ExternalId instead.',
	}),
	'external-id-differs': ({asked}, about) => ({
		reason: `${about.profile.name} sends ${agreedId(about)}, but the role ${askedInWords(asked)}.`,
		fix: `Put the agreed external ID into the trust policy. If the one in the trust policy is right, put it into the connection${formHint(about.profile, 'externalId')}.`,
	}),
	'external-id-denied': ({compared}, about, finding) => ({
		reason: `${about.profile.name} sends ${agreedId(about)}, but ${nameIn(finding)} of the trust policy refuses it: it compares with ${compared.map((one) => comparedInWords(one)).join(' or ')}.`,
		fix: `${capitalised(nameIn(finding))} has to spare ${agreedId(about)}, or the connection has to name the ID that it lets through.`,
	}),
	'external-id-not-sent': ({tests}, {profile}, finding) => ({
		reason: `${profile.name} sends no external ID, but ${nameIn(finding)} of the trust policy asks for one (${inWords(tests.map((test) => testInWords(test)))}). So ${profile.name} is refused.`,
		fix: `Take the condition on ${inWords([...new Set(tests.map(({key}) => key))])} out, as ${profile.name} can never meet it.`,
	}),
	'external-id-not-exact': (_facts, about, finding) => ({
		reason: `${capitalised(nameIn(finding))} of the trust policy accepts the external ID ${agreedId(about)}, but does not name it, so it accepts others too.`,
		fix: 'Have it ask for exactly this one: StringEquals on sts:ExternalId.',
	}),
};

function agreedId({connection}: About): string {
	return `"${shown(connection.externalId ?? '')}"`;
}

function comparedInWords({value, difference}: ComparedId): string {
	return `"${shown(value)}" (${differenceInWords(difference) || 'the agreed one'})`;
}

function askedInWords(asked: AskedId): string {
	switch (asked.kind) {
		case 'negated':
			return `accepts anybody who does not send it: its condition is ${asked.operator}`;
		case 'never-met':
			return `asks for it in a way that is never met: ${inWords(asked.tests.map((test) => testInWords(test)))}`;
		case 'value':
			return `asks for ${comparedInWords(asked)}`;
	}
}

const trustMfa: WordsOf<'trust.mfa'> = {
	title: 'Multi-factor authentication',
	'not-seen': trustPolicyNotSeen,
	'mfa-not-asked': () => ({
		reason: 'The trust policy does not ask for multi-factor authentication (MFA).',
	}),
	'depends-on-keys': ({keys, remedy}, about, finding) => ({
		reason: `Whether the trust policy asks ${about.profile.name} for multi-factor authentication (MFA) depends on ${inWords(keys) || 'something in it'}, which cannot be checked from here.`,
		fix: askOrMend(keys, about, mended(remedy, 'Take the MFA condition out.', about, finding)),
	}),
	'mfa-asked': ({tests, remedy}, about, finding) => ({
		reason: `${capitalised(nameIn(finding))} of the trust policy asks for multi-factor authentication (${inWords(tests.map((test) => testInWords(test)))}). ${about.profile.name} is a program: it has no MFA device and is refused.`,
		fix: `${mended(remedy, `Take the condition on ${inWords(tests.map(({key}) => key))} out, or untick "Require MFA".`, about, finding)}${hasExternalId(about) ? ' The external ID protects the role instead.' : ''}`,
	}),
};

const trustOthers: WordsOf<'trust.others'> = {
	title: 'Others in the trust policy',
	'not-seen': trustPolicyNotSeen,
	'nobody-else': (_facts, {profile}) => ({
		reason: `The trust policy trusts nobody but ${profile.name}.`,
	}),
	'others-trusted': ({others}, {profile}) => ({
		reason: `The trust policy also lets others assume the role: ${inWords([...new Set(others.map((name) => trustedInWords(name)))])}. Whoever assumes the role can do what ${profile.name} can do with the bucket.`,
		fix: 'Give everybody else their own role, and take those you do not know out of the trust policy.',
	}),
};

export const trustWords = {
	'trust.principal': trustPrincipal,
	'trust.external-id': trustExternalId,
	'trust.mfa': trustMfa,
	'trust.others': trustOthers,
};
