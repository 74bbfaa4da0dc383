import {isSameJson} from '../../json/index.ts';
import type {Issue} from '../issue.ts';
import {checkShape} from '../shape.ts';
import type {VendorProfile} from '../types.ts';
import {resembles} from './look-alikes.ts';
import {type Looked, namesOwnAccountOnly} from './looked.ts';

/** The vendors that the program knows itself. */
export type BuiltIns = readonly VendorProfile[];

/** Whether a profile is a built-in one, word for word: then it is that vendor. */
export function isSame(profile: VendorProfile | undefined, builtIn: VendorProfile): boolean {
	return profile !== undefined && isSameJson(JSON.stringify(profile), JSON.stringify(builtIn));
}

/** An id or a name that is taken for that of a built-in vendor. */
export function builtInNameIssues({id, name, raw}: Looked, builtIns: BuiltIns): Issue[] {
	const given = [
		['id', id],
		['name', name],
	] as const;
	return given.flatMap(([field, text]) => {
		const taken = builtIns.find(
			(builtIn) =>
				text !== undefined &&
				[builtIn.id, builtIn.name].some((one) => resembles(text, one) === 'whole') &&
				!isSame(checkShape(raw).profile, builtIn),
		);
		return taken === undefined || text === undefined
			? []
			: [
					{
						path: [field],
						value: text,
						rule: `This could be taken for ${taken.name}, which is built in. A profile of your own needs another ${field}.`,
					},
				];
	});
}

/**
 * Sids that stand in the policies of many customers: what KMS, S3 and the console write themselves, and what AWS's own
 * pages tell people to paste.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-ssl-requests-only.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
const usualSids: readonly string[] = [
	...['Enable IAM User Permissions', 'Enable IAM policies', 'Enable IAM Permissions'],
	...['Allow access for Key Administrators', 'Allow administration of the key'],
	...['Allow use of the key', 'Allow attachment of persistent resources'],
	'Allow access through S3 for all principals in the account that are authorized to use S3',
	'Allow direct access to key metadata to the account',
	...['AllowSSLRequestsOnly', 'ForceSSLOnlyAccess', 'EnforceTLS'],
	...['DenyInsecureTransport', 'DenyInsecureConnections', 'RestrictToTLSRequestsOnly'],
	...['EnforceTLSv12orHigher', 'AllowTLSRequestsOnly', 'HTTPSOnly'],
	...['DenyUnEncryptedObjectUploads', 'DenyUnencryptedUploads', 'DenyObjectsThatAreNotSSEKMS'],
	...['DenyIncorrectEncryptionHeader', 'DenyPublicReadACL', 'DenyExternalAccess'],
	...['PublicRead', 'PublicReadGetObject', 'AddPerm', 'IPAllow', 'S3PolicyStmt'],
	...['S3ServerAccessLogsPolicy', 'AWSLogDeliveryWrite', 'AWSLogDeliveryAclCheck'],
	...['AWSCloudTrailAclCheck', 'AWSCloudTrailWrite', 'AWSConfigBucketDelivery'],
	...['AWSConfigBucketPermissionsCheck', 'AWSConfigBucketExistenceCheck'],
	...['AllowCloudFrontServicePrincipal', 'AllowCloudFrontServicePrincipalReadOnly'],
	...['AWSAccessLogDeliveryWrite', 'InventoryAndAnalyticsExamplePolicy'],
];

/** What the console's editors call statements until somebody gives them another name. */
const consoleSid = /^(?:statement|visualeditor|sid|stmt)\d{0,4}$/;

function plain(sid: string): string {
	return sid.toLowerCase().replace(/[^a-z0-9]/g, '');
}

const usual: ReadonlySet<string> = new Set(usualSids.map((sid) => plain(sid)));

/**
 * Sids that the customer's own statements are likely to have: a merge could take those for the vendor's. Under the Sids of
 * an article a merge looks at whom a statement allows, so what the console makes up is harmless there.
 */
export function sidIssues({statements, parts}: Looked): Issue[] {
	const rule =
		'Policies of customers have statements with this Sid. A statement of the vendor needs a Sid with its own name in it.';
	const own = statements.flatMap(({path, value, filled, document, isStandalone}): Issue[] => {
		const sid = plain(filled.Sid ?? '');
		const keepsAccount = document.id === 'key-policy' && isStandalone && namesOwnAccountOnly(value);
		return (usual.has(sid) || consoleSid.test(sid)) && !keepsAccount
			? [{path: [...path, 'Sid'], value: value.Sid ?? '', rule, example: 'AcmeStorageAccess'}]
			: [];
	});
	const ofArticles = parts.documents.flatMap(({path, articleSids}) =>
		articleSids.flatMap((sid, index) =>
			usual.has(plain(sid))
				? [{path: [...path, 'articleSids', index], value: sid, rule, example: 'AcmeStorageAccess'}]
				: [],
		),
	);
	return [...own, ...ofArticles];
}
