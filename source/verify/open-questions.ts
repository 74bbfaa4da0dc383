import {questionAbout} from './condition-words.ts';
import {mergedCorrection, type ResourceDocument} from './corrections.ts';
import {describeDenial, placeOf, statementAt} from './denials.ts';
import {blameOf, type Finding, inWords, statementName, unknown} from './finding.ts';
import {additionInWords, isVendorsOwn} from './own-statement.ts';
import type {Policies, Ruling} from './policy-sets.ts';
import type {Situation} from './situation.ts';
import {capitalised, lowered} from './statement-words.ts';

/** What to do where a policy could not be looked at, a sentence. */
export function lookAgain({snapshot}: Situation): string {
	return snapshot.source === 'documents'
		? 'Put the missing document into the folder, as the console shows it, and check again.'
		: 'Check again with an identity that is allowed to look at it.';
}

/** The finding where a request is neither surely allowed nor surely denied: what it depends on and whom to ask. */
export function openFinding(
	situation: Situation,
	title: string,
	policies: Policies,
	ruling: Ruling,
	resource: ResourceDocument,
): Finding {
	const {profile} = situation;
	if (ruling.unseen.length > 0) {
		return unknown(title, ruling.unseen.join(' '), lookAgain(situation));
	}

	const [first] = ruling.statements;
	const [key] = ruling.unknownKeys;
	const depends = inWords(ruling.unknownKeys) || 'something in it';
	const question =
		key === undefined ? `Ask ${profile.name} whether it works` : questionAbout(key, profile.name);
	if (first?.effect === 'Deny') {
		const {sentence, remedy, blame, correction} = describeDenial(
			situation,
			policies,
			ruling.statements.filter(({effect}) => effect === 'Deny'),
			resource,
		);
		const remark = /^s3:x-amz-server-side-encryption/i.test(key ?? '')
			? ' Without that statement nothing is lost: S3 encrypts every upload as the bucket says.'
			: '';
		return unknown(
			title,
			`${sentence} Whether that hits ${profile.name} depends on ${depends}, which cannot be known from here.`,
			`${question}. If it would be hit: ${remedy}${remark}`,
			{blame, correction},
		);
	}

	const {tenant} = profile;
	const statement = first && statementAt(policies, first);
	const others =
		first === undefined ||
		statement === undefined ||
		isVendorsOwn(situation, first, statement, resource)
			? undefined
			: additionInWords(situation, first, resource);
	const isMisnamed =
		others === undefined &&
		tenant !== undefined &&
		/^aws:PrincipalTag\//i.test(key ?? '') &&
		key !== tenant.conditionKey;
	const isTenant = key !== undefined && key.toLowerCase() === tenant?.conditionKey.toLowerCase();
	const otherwise =
		others === undefined
			? isTenant
				? '.'
				: ', or take that condition out.'
			: `, or ${lowered(others)}`;
	const where =
		first === undefined
			? 'A statement'
			: capitalised(`${statementName(first)} of ${placeOf(first, resource)}`);
	return unknown(
		title,
		`${where} allows it under a condition on ${depends}, which cannot be known from here.`,
		isMisnamed
			? `Write ${tenant.conditionKey} in place of ${key}: that is the tag that ${profile.name} has.`
			: `${question}${otherwise}`,
		{
			blame: blameOf(first, resource),
			correction: isMisnamed ? mergedCorrection(situation, resource) : undefined,
		},
	);
}
