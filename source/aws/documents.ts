/** Documents of statements, in the order of the articles; those of role, bucket and key first. */
export const policyIds = [
	'role-policy',
	'trust-policy',
	'bucket-policy',
	'key-policy',
	'queue-policy',
] as const;
export type PolicyId = (typeof policyIds)[number];

/** Documents that are settings of the bucket: rules for browsers, and whom it tells of events. */
const settingIds = ['bucket-cors', 'bucket-notification'] as const;
export type SettingId = (typeof settingIds)[number];

export const documentIds = [
	'role-policy',
	'trust-policy',
	'bucket-policy',
	'key-policy',
	'bucket-cors',
	'bucket-notification',
	'queue-policy',
] as const satisfies readonly (PolicyId | SettingId)[];
/** Everything that an article can have set up in an account, in the order of the articles. */
export type DocumentId = (typeof documentIds)[number];

/** Whether a document is one of statements. */
export function isPolicyId(id: DocumentId): id is PolicyId {
	return policyIds.some((one) => one === id);
}

/** Whether a document is a setting of the bucket. */
export function isSettingId(id: DocumentId): id is SettingId {
	return settingIds.some((one) => one === id);
}

/** What each document is called within a sentence. */
export const documentNames: Readonly<Record<DocumentId | 'boundary', string>> = {
	'role-policy': 'role policy',
	'trust-policy': 'trust policy',
	'bucket-policy': 'bucket policy',
	'key-policy': 'key policy',
	'bucket-cors': 'CORS configuration',
	'bucket-notification': 'event notification',
	'queue-policy': 'queue policy',
	boundary: 'permissions boundary',
};

/** Server-side encryption of the bucket, by the names that the S3 console uses. */
export const encryptions = ['SSE-S3', 'SSE-KMS', 'DSSE-KMS'] as const;
export type Encryption = (typeof encryptions)[number];

/** Encryptions that come with a KMS key. */
export const keyEncryptions: readonly Encryption[] = ['SSE-KMS', 'DSSE-KMS'];
