import type {Statement} from '../policy/index.ts';
import type {UnknownCode} from '../policy/sets/index.ts';
import {questionAbout} from '../words/conditions.ts';
import {capitalised, inWords, lowered} from '../words/lists.ts';
import {statementName} from '../words/statements.ts';
import {unjudgedInWords} from '../words/unseen.ts';
import {mergedCorrection, type ResourceDocument} from './corrections.ts';
import {describeDenial, placeOf, statementAt} from './denials.ts';
import {additionInWords, isVendorsOwn} from './own-statement.ts';
import type {Policies} from './policy-sets.ts';
import type {AllRuling} from './set-rulings.ts';
import type {Situation} from './situation.ts';
import {blameOf, type Details, type Finding, unknown} from './worded.ts';

/** What to do where a policy could not be looked at, a sentence. */
export function lookAgain({snapshot}: Situation): string {
	return snapshot.source === 'documents'
		? 'Put the missing document into the folder, as the console shows it, and check again.'
		: 'Check again with an identity that is allowed to look at it.';
}

/** The finding where the policies are too much to judge, or where two ways of judging them disagree. */
export function undecidedFinding(
	title: string,
	code: Exclude<UnknownCode, 'keys'>,
	details: Omit<Details, 'code'> = {},
): Finding {
	return code === 'budget'
		? unknown(
				title,
				'The policies are too long and too entangled to judge every request that they are about.',
				'Take statements out of them that are not needed any more, and check again.',
				{...details, code: 'too-complex'},
			)
		: unknown(
				title,
				'Two ways of judging the policies came to different results, so nothing is claimed here. That is a mistake of this program.',
				'Please report it, with the policies if you may show them.',
				{...details, code},
			);
}

function spareByName(statement: Statement | undefined): boolean {
	return statement?.NotPrincipal !== undefined;
}

/** The finding where a request is neither surely allowed nor surely denied: what it depends on and whom to ask. */
export function openFinding(
	situation: Situation,
	title: string,
	policies: Policies,
	{ruling, code, request}: Pick<AllRuling, 'ruling' | 'code' | 'request'>,
	resource: ResourceDocument,
	{required = true, actions}: Pick<Details, 'required' | 'actions'> = {},
): Finding {
	const {profile} = situation;
	if (ruling.unseen.length > 0) {
		return unknown(title, ruling.unseen.map(unjudgedInWords).join(' '), lookAgain(situation), {
			required,
			code: 'not-seen',
		});
	}

	if (code === 'budget' || code === 'internal-disagreement') {
		return undecidedFinding(title, code, {required, actions});
	}

	const details: Details = {required, actions, request, code: 'depends-on-keys'};

	const [first] = ruling.statements;
	const [key] = ruling.unknownKeys;
	const isNotPrincipal = first !== undefined && spareByName(statementAt(policies, first));
	const depends =
		inWords(ruling.unknownKeys) ||
		(isNotPrincipal
			? 'how AWS compares NotPrincipal with the sessions of a role, which no list can name'
			: 'something in it');
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
			{...details, blame, correction},
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
			...details,
			blame: blameOf(first, resource),
			correction: isMisnamed ? mergedCorrection(situation, resource) : undefined,
		},
	);
}
