import {accountOf} from '../aws/index.ts';
import {textsOf} from '../json/index.ts';
import {matchesWildcard, type Statement} from '../policy/index.ts';
import {quoted} from '../problems.ts';
import type {ConnectionDocument} from './build.ts';
import type {ExistingStatement} from './existing-policy.ts';
import type {MergePlan} from './merge-plan.ts';
import {principalNames, saysTheSame} from './statement-meaning.ts';

/**
 * Whether a principal of a policy is a user or role that was deleted: AWS then shows its unique ID instead of its ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function isDeadPrincipal(name: string): boolean {
	return /^A(?:IDA|ROA)[A-Z0-9]+$/.test(name);
}

/**
 * What becomes of the statements of a role's trust policy. The vendor's own are those that allow sts:AssumeRole to nobody
 * but the vendor's account or to somebody who was deleted: the first is replaced where it stands, further ones go.
 * A statement that trusts the vendor and somebody else too stays, since it is not the vendor's alone.
 */
export function planTrustMerge(
	statements: readonly ExistingStatement[],
	{forMerge}: ConnectionDocument,
	vendorPrincipal: string,
): MergePlan {
	const vendorAccount = accountOf(vendorPrincipal);
	const ownSids = new Set(forMerge.statements.flatMap(({Sid}) => (Sid === undefined ? [] : [Sid])));
	const unchanged: number[] = [];
	const replaced = new Map<number, Statement>();
	const removed: number[] = [];
	const notes: string[] = [];
	const homeless = [...forMerge.statements];
	for (const {index, sid, value} of statements) {
		const hasOwnSid = sid !== undefined && ownSids.has(sid) && value.Effect === 'Allow';
		if (!hasOwnSid && !trustsVendorAlone(value, vendorAccount)) {
			continue;
		}

		const next = homeless.shift();
		if (next === undefined) {
			removed.push(index);
			const name = sid === undefined ? `Statement ${index + 1}` : `The statement ${quoted(sid)}`;
			notes.push(`${name} trusted the vendor too and was removed.`);
		} else if (saysTheSame(value, next)) {
			unchanged.push(index);
		} else {
			replaced.set(index, next);
		}
	}

	return {unchanged, replaced, removed, added: homeless, notes};
}

function trustsVendorAlone(
	value: Readonly<Record<string, unknown>>,
	vendorAccount: string,
): boolean {
	const names = principalNames(value.Principal);
	return (
		value.Effect === 'Allow' &&
		names.length > 0 &&
		names.every((name) => isVendors(name, vendorAccount)) &&
		textsOf(value.Action).some((pattern) =>
			matchesWildcard(pattern, 'sts:AssumeRole', {ignoreCase: true}),
		)
	);
}

function isVendors(name: string, vendorAccount: string): boolean {
	const [type, principal = ''] = name.split(' ', 2);
	return (
		type === 'AWS' &&
		(isDeadPrincipal(principal) ||
			(/^arn:aws[a-z-]*:(?:iam|sts)::/.test(principal) && accountOf(principal) === vendorAccount))
	);
}
