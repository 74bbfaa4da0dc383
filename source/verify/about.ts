import type {Snapshot} from '../account/index.ts';
import {bucketArn} from '../aws/index.ts';
import type {Connection} from '../connection/index.ts';
import {roleArn} from '../documents/index.ts';
import type {VendorProfile} from '../vendors/index.ts';

/** Whom and what a verification is about: all that is known before anything was looked at. */
export type About = {
	readonly connection: Connection;
	readonly profile: VendorProfile;
	/** Where it is looked. */
	readonly source: Snapshot['source'];
	readonly isCustomerRole: boolean;
	readonly usesKms: boolean;
	/** ARN of who uses the bucket: the customer's role, or the vendor's. */
	readonly principal: string;
	readonly bucketArn: string;
};

/** What follows from a connection and its vendor. */
export function aboutOf(
	connection: Connection,
	profile: VendorProfile,
	source: Snapshot['source'],
): About {
	const isCustomerRole = profile.access === 'customer-role';
	return {
		connection,
		profile,
		source,
		isCustomerRole,
		usesKms: connection.encryption !== 'SSE-S3',
		principal: isCustomerRole ? roleArn(connection) : profile.principal,
		bucketArn: bucketArn(connection),
	};
}
