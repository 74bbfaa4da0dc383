import {allAnswers, found, notLooked, type Snapshot} from '../account/index.ts';
import {roleInArn} from '../aws/index.ts';
import type {Connection} from '../connection/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {trustExternalId} from './checks/trust-external-id.ts';
import {type Situation, situationOf} from './situation.ts';
import {testsOf} from './statements.ts';
import {isExternalIdKey, trustStatements, trustsVendor} from './trust-statements.ts';

/** A role of an account, by its trust policy alone. */
type RoleToTrust = {readonly arn: string; readonly trustPolicy: string};

/** What the trust policy of a role says to a vendor. */
type RoleTrust = {
	/** Whether it lets the vendor take the role, whatever it asks for besides. */
	readonly trustsVendor: boolean;
	/** The external IDs of which each opens the role to the vendor; none where it asks for none, or for what cannot be told. */
	readonly externalIds: readonly string[];
};

/**
 * What AWS lets anybody send as an external ID: a role that asks for another text asks for a mistake, or for a pattern.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
const sendable = /^[\w+=,.@:/-]{2,1224}$/;

const noTrust: RoleTrust = {trustsVendor: false, externalIds: []};

/**
 * How a role stands to a vendor, judged as `trust.principal` and `trust.external-id` judge it. `who` says which user, role
 * or account of the vendor is meant, where its profile does not.
 */
export function roleTrust(
	{arn, trustPolicy}: RoleToTrust,
	profile: VendorProfile,
	who: Pick<Connection, 'principal' | 'inputs'>,
): RoleTrust {
	const place = roleInArn(arn);
	if (place === undefined) {
		return noTrust;
	}

	const situationWith = (externalId: string | undefined): Situation => ({
		...situationOf(
			snapshotOf({arn, trustPolicy}),
			connectionOf(place, profile, who, externalId),
			profile,
		),
		isTrial: true,
	});
	const situation = situationWith(undefined);
	if (situation.trustPolicy.state !== 'there') {
		return noTrust;
	}

	const trusting = trustStatements(situation.trustPolicy.document, situation).filter((statement) =>
		trustsVendor(statement),
	);
	// Everybody is not the vendor: such a role may be meant for somebody else.
	if (!trusting.some(({names}) => names.some(({as}) => as === 'vendor' || as === 'account'))) {
		return noTrust;
	}

	const asked = new Set(
		trusting.flatMap(({statement}) =>
			testsOf(statement)
				.filter((test) => isExternalIdKey(test))
				.flatMap(({values}) => values),
		),
	);
	const opens = (externalId: string) => {
		const {status} = trustExternalId(situationWith(externalId));
		return status === 'pass' || status === 'warn';
	};
	return {
		trustsVendor: true,
		externalIds:
			profile.externalId.from === 'none'
				? []
				: [...asked].filter((id) => sendable.test(id) && opens(id)),
	};
}

/** A role alone: of all else nothing was looked at. */
function snapshotOf({arn, trustPolicy}: RoleToTrust): Snapshot {
	const all = allAnswers(() => notLooked('Only the trust of the role is looked at.'));
	return {
		source: 'aws',
		takenAt: new Date().toISOString(),
		...all,
		role: {...all.role, role: found({arn, trustPolicy})},
	};
}

/** A connection by this role. Of bucket, key and purpose a trust policy says nothing, so any will do. */
function connectionOf(
	{accountId, rolePath, roleName}: NonNullable<ReturnType<typeof roleInArn>>,
	{id, purposes}: VendorProfile,
	{principal, inputs}: Pick<Connection, 'principal' | 'inputs'>,
	externalId: string | undefined,
): Connection {
	return {
		version: 1,
		vendor: id,
		purpose: purposes[0]?.id ?? '',
		bucket: 'bucket',
		region: 'us-east-1',
		accountId,
		encryption: 'SSE-S3',
		roleName,
		rolePath,
		...(externalId !== undefined && {externalId}),
		...(principal !== undefined && {principal}),
		inputs,
	};
}
