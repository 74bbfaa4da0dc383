export const documentIds = ['role-policy', 'trust-policy', 'bucket-policy', 'key-policy'] as const;
/** The four documents, in the order of the articles. */
export type DocumentId = (typeof documentIds)[number];

/** What each document is called within a sentence. */
export const documentNames: Readonly<Record<DocumentId | 'boundary', string>> = {
	'role-policy': 'role policy',
	'trust-policy': 'trust policy',
	'bucket-policy': 'bucket policy',
	'key-policy': 'key policy',
	boundary: 'permissions boundary',
};
