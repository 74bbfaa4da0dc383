import {withDocument} from '../../../support/snapshots.ts';
import {bucketArn, type Failure} from '../failure.ts';

/** Somebody else's statement in a bucket policy, which has to stay. */
export const partner = {
	Sid: 'Partner',
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::444455556666:role/Reader'},
	Action: 's3:GetObject',
	Resource: `${bucketArn}/shared/*`,
} as const;

/** The bucket policy as somebody saved it for another purpose, over the vendor's. */
export const overwritten: Failure['account'] = (healthy) =>
	withDocument(healthy, 'bucket-policy', {Version: '2012-10-17', Statement: [partner]});
