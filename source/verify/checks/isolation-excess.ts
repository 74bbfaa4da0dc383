import {cleanedCorrection, rolePolicyCorrection} from '../corrections.ts';
import {type DangerousAction, dangerousActions} from '../dangerous-actions.ts';
import {placeOf} from '../denials.ts';
import {
	blameOf,
	type CheckFunction,
	type Finding,
	inWords,
	pass,
	statementName,
	unknown,
	warn,
} from '../finding.ts';
import {lookAgain} from '../open-questions.ts';
import {bucketPolicies, keyPolicies, type Policies, type Ruling, rule} from '../policy-sets.ts';
import {keyPresence, skipWithoutBucket, skipWithoutRole} from '../presence.ts';
import type {Situation} from '../situation.ts';
import {capitalised} from '../statement-words.ts';
import type {Correction} from '../types.ts';

const title = 'Rights beyond what is needed';
const required = false;
// Enough to see how bad it is.
const mostNamed = 3;

type Excess = DangerousAction & {readonly ruling: Ruling};

/** Whether the vendor could do harm beyond what it is there for. */
export const isolationExcess: CheckFunction = (situation) => {
	const {profile, isCustomerRole} = situation;
	const skipped =
		skipWithoutBucket(situation, title) ??
		(isCustomerRole ? skipWithoutRole(situation, title) : undefined);
	if (skipped !== undefined) {
		return skipped;
	}

	const judged = judgeAll(situation);
	const allowed = judged.filter(({ruling}) => ruling.outcome === 'Allowed');
	const [worst] = allowed;
	if (worst !== undefined) {
		return excess(situation, worst, allowed);
	}

	const open = judged.find(({ruling}) => ruling.outcome === 'Unknown');
	if (open === undefined) {
		return pass(
			title,
			`${profile.name} can do with the bucket what it needs, and nothing harmful beyond it.`,
			{
				required,
			},
		);
	}

	const {unseen, unknownKeys, statements} = open.ruling;
	return unseen.length > 0
		? unknown(title, unseen.join(' '), lookAgain(situation), {required})
		: unknown(
				title,
				`Whether ${profile.name} could ${open.words} (${open.action}) depends on ${inWords(unknownKeys) || 'something in the policies'}, which cannot be known from here.`,
				'Use the narrower documents: they do not allow it in any case.',
				{required, blame: blameOf(statements[0], resourceOf(open))},
			);
};

function judgeAll(situation: Situation): Excess[] {
	const bucket = bucketPolicies(situation);
	const {resource: _resource, ...set} = bucket.set;
	const policies: Readonly<Record<DangerousAction['target'], Policies>> = {
		bucket,
		elsewhere: {...bucket, set},
		key: keyPolicies(situation),
	};
	const hasKey = keyPresence(situation) !== 'none';
	return dangerousActions(situation)
		.filter(({target}) => target !== 'key' || hasKey)
		.map((dangerous) => ({
			...dangerous,
			ruling: rule(dangerous.request, policies[dangerous.target]),
		}));
}

function resourceOf({target}: DangerousAction): 'bucket-policy' | 'key-policy' {
	return target === 'key' ? 'key-policy' : 'bucket-policy';
}

function excess(situation: Situation, worst: Excess, allowed: readonly Excess[]): Finding {
	const {profile, snapshot} = situation;
	const [reference] = worst.ruling.statements;
	const resource = resourceOf(worst);
	const named = allowed.slice(0, mostNamed).map(({words, action}) => `${words} (${action})`);
	const rest = allowed.length - named.length;
	const where =
		reference === undefined
			? 'A statement'
			: capitalised(`${statementName(reference)} of ${placeOf(reference, resource)}`);
	const {policies} = snapshot.role;
	const managed =
		reference?.kind === 'identity' && policies.status === 'found'
			? policies.value.find(({name, kind}) => name === reference.policy && kind === 'managed')
			: undefined;
	const fix =
		managed === undefined
			? `Paste the narrower document in place of the ${reference?.kind === 'identity' ? `policy "${reference.policy}" of the role` : resource.replace('-', ' ')}.`
			: `Detach the policy "${managed.name}" from the role (IAM > Roles > ${situation.connection.roleName} > Permissions) and give it the narrower role policy.`;
	return warn(
		title,
		`${profile.name} does not need it, but could ${inWords(named)}${rest === 0 ? '' : `, and ${rest} more of the kind`}. ${where} allows it.`,
		fix,
		{
			required,
			blame: blameOf(reference, resource),
			correction: narrower(situation, reference?.kind === 'identity', resource),
		},
	);
}

function narrower(
	situation: Situation,
	isRolePolicy: boolean,
	resource: 'bucket-policy' | 'key-policy',
): Correction | undefined {
	const options = {leastPrivilege: true};
	return isRolePolicy
		? rolePolicyCorrection(situation, options)
		: cleanedCorrection(situation, resource, (changed) => offenders(changed, resource), options);
}

/** Statements of a resource's policy that allow what is dangerous. */
function offenders(situation: Situation, resource: 'bucket-policy' | 'key-policy'): number[] {
	return judgeAll(situation)
		.filter((judged) => resourceOf(judged) === resource && judged.ruling.outcome === 'Allowed')
		.flatMap(({ruling}) => ruling.statements)
		.filter(({kind}) => kind === 'resource')
		.map(({index}) => index);
}
