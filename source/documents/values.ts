import {accountOf, bucketArn, keyParts} from '../aws/index.ts';
import type {Connection} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import type {VendorProfile} from '../vendors/index.ts';

/** ARN of the connection's role, `arn:aws:iam::ACCOUNT:role/PATH/NAME`; UserError where the connection has no role. */
export function roleArn(connection: Connection): string {
	if (connection.roleName === undefined) {
		throw new UserError('This connection has no role: the vendor uses a role of its own.');
	}

	return `arn:aws:iam::${connection.accountId}:role${connection.rolePath ?? '/'}${connection.roleName}`;
}

/** Every name that a template may use; `undefined` where the name is known and this connection has no such value. */
export type PlaceholderValues = ReadonlyMap<string, string | undefined>;

/** The values of a profile's placeholders for one connection; the profile's own inputs under their field names. */
export function placeholderValues(
	connection: Connection,
	profile: VendorProfile,
): PlaceholderValues {
	const key = connection.kmsKeyArn === undefined ? undefined : keyParts(connection.kmsKeyArn);
	const hasRole = connection.roleName !== undefined;
	return new Map([
		...profile.inputs.map(({field}) => [field, ownValue(connection.inputs, field)] as const),
		['bucket', connection.bucket],
		['bucketArn', bucketArn(connection)],
		['region', connection.region],
		['accountId', connection.accountId],
		['kmsKeyArn', connection.kmsKeyArn],
		['keyAccountId', key?.accountId],
		['keyId', key?.keyId],
		['roleName', connection.roleName],
		// A Sid of IAM takes letters and digits only.
		['roleNameAlphanumeric', connection.roleName?.replaceAll(/[^A-Za-z0-9]/g, '')],
		['rolePath', hasRole ? (connection.rolePath ?? '/') : undefined],
		['roleArn', hasRole ? roleArn(connection) : undefined],
		['externalId', connection.externalId],
		['principal', profile.principal],
		['principalAccount', accountOf(profile.principal)],
	]);
}

function ownValue(record: Readonly<Record<string, string>>, field: string): string | undefined {
	return Object.hasOwn(record, field) ? record[field] : undefined;
}
