import {readFileSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {keyArn} from '../support/connections.ts';
import {readStory, type ScreenTexts} from './support/article-story.ts';
import {withoutBlanks} from './support/read-screen.ts';
import {closeWizards} from './support/render-wizard.tsx';

/** A line of an article, by how it begins, with where the wizard says the same, and how; or why it does not. */
type Row =
	| {readonly line: string; readonly on: string; readonly says: readonly string[]}
	| {readonly line: string; readonly leftOut: string}
	| {readonly documents: string};

const on = (line: string, screen: string, ...says: readonly string[]): Row => ({
	line,
	on: screen,
	says,
});
const heading = (line: string): Row => ({
	line,
	leftOut: 'A heading: what is under it has its rows.',
});
/** The lines of a document, up to its end. */
const shownAs = (documents: string): Row => ({documents});

const creativeForce: readonly Row[] = [
	on(
		'This is a guide to help set up',
		'vendor',
		'Creative Force',
		'Article: https://help.creativeforce.io/en/articles/5873761',
	),
	on('• Data source', 'purpose', 'Data source'),
	on('• Asset Delivery', 'purpose', 'Asset delivery'),
	on(
		'Both have the same steps',
		'purpose',
		'Both are set up in the same steps. Only the permission differs',
	),
	on(
		'• Data source: Creative Force needs read',
		'purpose',
		'a data source needs read permission',
		'Creative Force reads product data',
	),
	on(
		'• Delivery options: Creative force needs',
		'purpose',
		'asset delivery read and write',
		'it reads and writes',
	),
	heading('Step 1.'),
	heading('Create S3 Bucket'),
	on('Create a new S3 bucket', 'new-bucket', 'S3 > Create bucket'),
	on(
		'Setup S3 bucket encryption',
		'encryption',
		'S3 > acme-assets > Properties > Default encryption > Edit > Encryption type > Save changes',
	),
	on(
		'Creative Force requires server side',
		'encryption',
		'Creative Force requires server-side encryption',
	),
	on('• Amazon S3-managed keys', 'encryption', 'SSE-S3 Amazon S3 managed keys'),
	on('• AWS KMS keys stored', 'encryption', 'SSE-KMS a key in AWS KMS'),
	on('We do not allow:', 'encryption', 'not allowed'),
	on('• No encryption', 'encryption', 'No encryption: not allowed'),
	on(
		'• Client side encryption',
		'encryption',
		'Client-side encryption: not allowed; it could not be read',
	),
	heading('Setup IAM Role on your'),
	on(
		'• Create a new role',
		'create-role',
		'IAM > Roles > Create role > AWS account > Another AWS account',
	),
	heading('• Enter setting:'),
	on('1. Account ID: 092392787187', 'create-role', 'Account ID 092392787187'),
	on(
		'2. Require External ID',
		'create-role',
		'Tick “Require external ID”',
		'The external ID makes the role safer',
	),
	on(
		'3. Require MFA',
		'create-role',
		'leave “Require MFA” unticked',
		'does not support "Require MFA"',
	),
	heading('Note:'),
	on('In reference to AssumeRole', 'external-id help', 'The rules of AWS'),
	on('• Type: String', 'external-id help', 'type String'),
	on('• Length Constraints', 'external-id', '2 to 1,224'),
	on('• Pattern: [\\w+=,.@:\\/-]*', 'external-id help', 'pattern [\\w+=,.@:\\/-]*'),
	on('• Click “Next: Permission”', 'create-role', 'unticked. Next;'),
	on('• On “Permission setting”', 'create-role', 'leave the permissions out, they come later'),
	on('• Click “Next: Tags”', 'create-role', 'add tags if you want'),
	on('• Add some tags', 'create-role', 'add tags if you want'),
	on('• Click “Next: Review”', 'create-role', 'they come later; Next; type the role name'),
	on('• Enter “Role name”', 'create-role', 'type the role name', 'Role name CreativeForceAccess'),
	on('• Click “Create role”', 'create-role', 'Create role.'),
	on('Step 2. Setup on Gamma', 'form', 'Where: Gamma >'),
	on('You can create “Delivery option”', 'form', 'Most fields are filled in as always'),
	on('1. Authentication Type', 'form', 'Authentication Type IAM Role'),
	on('2. Server Encryption Type', 'form', 'Server Encryption Type AWS KMS Encryption'),
	on('1. If type is “AWS KMS', 'form', `KMS ARN ${keyArn}`),
	on('3. Role ARN', 'form', 'Role ARN arn:aws:iam::111122223333:role/CreativeForceAccess'),
	on('4. External Id', 'form', 'External Id random-1'),
	on('5. Bucket', 'form', 'Bucket acme-assets'),
	heading('Step 3. Back to your AWS'),
	on(
		'Tips: After adding new',
		'form',
		'open its edit slide-in again: "Generate Policies" there gives examples of the policies to copy',
	),
	heading('Role Policy'),
	on(
		'Purpose: This policy defines',
		'role-policy',
		'lets the role use acme-assets and, with KMS encryption, its key',
	),
	on('• To edit you go to Roles', 'role-policy', 'IAM > Roles > CreativeForceAccess'),
	on(
		'• On the tab “Permissions” click',
		'role-policy',
		'Permissions > Add permissions > Create inline policy',
	),
	on(
		'• Choose the JSON editor',
		'role-policy',
		'JSON. Replace what is there, Next. Policy name: creative-force-access, Create policy.',
	),
	shownAs('role-policy'),
	heading('Edit IAM Role Trust'),
	on(
		'Purpose: You can trust',
		'trust-policy',
		'lets the Creative Force user take the role, and only with your external ID',
	),
	on('Go to the detail page', 'trust-policy', 'IAM > Roles > CreativeForceAccess'),
	on('• Open tab “Trust', 'trust-policy', 'Trust relationships'),
	on('• Click “Edit trust', 'trust-policy', 'Edit trust policy'),
	on(
		'• Update "arn:aws:iam',
		'trust-policy',
		'trusts the whole account of Creative Force, arn:aws:iam::092392787187:root. This names its user instead, user/CreativeForceCloudS3, so that nobody else there can take the role',
		'"AWS": "arn:aws:iam::092392787187:user/CreativeForceCloudS3"',
	),
	on('• Click “Update Trust', 'trust-policy', 'Update policy.'),
	heading('Setup S3 Bucket Policy'),
	on('• Navigate to you S3', 'bucket-policy', 'S3 > General purpose buckets > acme-assets'),
	on('• Open tab “Permission”', 'bucket-policy', 'acme-assets > Permissions'),
	on('• On Section “Bucket', 'bucket-policy', 'Bucket policy > Edit'),
	on(
		'• The Policy needs to be',
		'bucket-policy',
		'"Generate Policies" in the edit slide-in gives an example',
	),
	on('• Click “Save changes”', 'bucket-policy', 'Paste, Save changes.'),
	shownAs('bucket-policy'),
	heading('Troubleshooting'),
	on(
		'1. On “Delivery options”',
		'summary',
		'Delivery options shows the status of a new option: it says whether the setting is correct',
	),
	on(
		'1. Delivery options may',
		'summary',
		'may need to list the bucket, to see whether a file exists: without s3:ListBucket, S3 answers 403',
	),
	on(
		'2. In case Encryption',
		'summary',
		'If the encryption of the bucket was changed, the role policy may have to be changed to match: with KMS it names the key',
	),
];

const iconik: readonly Row[] = [
	heading('Roles'),
	on('These are the roles', 'purpose', 'Whoever fills in the form needs these roles in iconik'),
	on('• Admin', 'purpose', 'Admin,'),
	on('• Read storage', 'purpose', 'Read storage,'),
	on('• Write storage', 'purpose', 'Write storage.'),
	{line: 'Links', leftOut: 'A heading with nothing under it.'},
	on('Use iconik-managed credentials for', 'form', 'Use iconik-managed credentials on'),
	on(
		'iconik supports cross-account',
		'purpose',
		'short-lived credentials that it manages itself',
		'no key rotation',
	),
	on(
		'To configure this, select',
		'form',
		'add a storage, or right-click the one you have > Edit Storage',
		'"Use iconik-managed credentials" makes iconik assume its role arn:aws:iam::283217727627:role/IconikS3AccessRole with short-lived credentials',
	),
	on('The System Domain ID for', 'inputs', 'System Settings'),
	on(
		'The following Bucket Policy',
		'bucket-policy',
		'iconik publishes a more granular policy, too. ? says more.',
	),
	shownAs('bucket-policy'),
	on(
		'Server-side encryption with CMK',
		'encryption',
		"iconik's role has to get access to the Customer Managed Key (CMK) as well",
	),
	on('iconik supports server-side', 'encryption', 'SSE-S3', 'SSE-KMS', 'DSSE-KMS'),
	on(
		'To grant access to the CMK',
		'key-policy',
		"lets iconik's role use the key",
		'Key policy > Switch to policy view > Edit. Paste, Save changes.',
	),
	shownAs('key-policy'),
	on(
		'The role used is the same',
		'inputs',
		'All customers of iconik share the same role',
		'prevents the Confused Deputy Problem',
	),
	on('The System Domain ID for', 'inputs help', 'iconik > Admin > Settings > System Settings'),
	on(
		'Learn more.',
		'inputs',
		'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
	),
];

/** What else has to be told, beyond the words of a line. */
const besides: Readonly<Record<'creativeForce' | 'iconik', readonly Row[]>> = {
	creativeForce: [
		on(
			'how a key is made',
			'key',
			'KMS (in eu-central-1) > Customer managed keys > Create key > Symmetric, Encrypt and decrypt > Next, type an alias, Next until Finish',
		),
		on(
			'why no client-side encryption',
			'encryption help',
			'With client-side encryption the keys are not with AWS',
		),
		on(
			'what a later change means',
			'encryption help',
			'If it is changed later, the role policy may have to change too',
		),
		on(
			'the same, at the policy',
			'role-policy',
			'If the encryption of the bucket is changed later',
		),
		on(
			'why it lists',
			'role-policy help',
			'ReadListS3 lets Creative Force see whether a file is there',
		),
	],
	iconik: [
		on('who may set it up, in the help', 'purpose help', 'Admin, Read storage, Write storage'),
		on(
			'where the granular policy is',
			'bucket-policy help',
			'https://app.iconik.io/help/pages/admin/storage/adding/aws_s3',
		),
		on(
			'its first statement',
			'bucket-policy help',
			'Allow s3:DeleteObject, s3:GetObject, s3:PutObject, s3:RestoreObject on arn:aws:s3:::BUCKETNAME/*',
		),
		on('that there is more', 'bucket-policy help', 'The page has more statements than this one'),
		on(
			'why the key needs the tenant',
			'key-policy',
			'All customers of iconik share its role: without the condition, another one could use your key',
		),
		on('why S3 needs the key', 'key', 'S3 decrypts the objects in the bucket with it'),
		on('who may look it up', 'inputs help', 'Admin, Read storage and Write storage'),
	],
};

/** Lines of the documents that are otherwise here. */
const otherwise: ReadonlyMap<string, string> = new Map([
	[
		'"Sid": "Stmt1641802481873",',
		'The Sid names the role, since several roles can be in one policy.',
	],
	['"Sid": "Statement1",', 'The Sid says whose statement it is.'],
]);

const filledIn = [
	[/arn:aws:kms:eu-central-1:YOUR_ACCOUNT:key\/KMS_ID/gu, keyArn],
	[/YOUR_ACCOUNT/gu, '111122223333'],
	[/YOUR_ROLE_ARN/gu, 'CreativeForceAccess'],
	[/BUCKET_?NAME/gu, 'acme-assets'],
	[/1297c8b6-3563-11e7-adf1-6c4008b85488/gu, '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02'],
] as const;

/** The lines of an article: prose by its beginning, the lines of each document together. */
function linesOf(article: string): (string | readonly string[])[] {
	const text = readFileSync(
		new URL(`support/article-lines/${article}.txt`, import.meta.url),
		'utf8',
	);
	const lines: (string | string[])[] = [];
	for (const line of text.trimEnd().split('\n')) {
		const last = lines.at(-1);
		if (!/^["{}\]]/u.test(line)) {
			lines.push(line);
		} else if (Array.isArray(last)) {
			last.push(line);
		} else {
			lines.push([line]);
		}
	}

	return lines;
}

const asShown = (line: string): string =>
	filledIn.reduce((text, [placeholder, value]) => text.replace(placeholder, value), line);

const creativeForceChoices = {
	vendor: 'creative',
	purposes: ['Creative Force reads product data', 'it reads and writes'],
	article:
		'https://help.creativeforce.io/en/articles/5873761-setup-for-s3-connection-using-iam-role',
};

describe('the article of creative-force for a data source with SSE-S3', () => {
	let texts: ScreenTexts = new Map();
	beforeAll(async () => {
		texts = await readStory({...creativeForceChoices, purpose: 1, encryption: 1});
	}, 60_000);
	afterAll(closeWizards);

	test.each([
		['form', 'Where: Gamma > Studio settings > Data sources > Add'],
		['form', 'Server Encryption Type AWS S3 Encryption'],
		['form', '"Generate Policies"'],
		['role-policy', 'If the encryption of the bucket is changed later'],
		['role-policy', '"s3:GetObject"'],
		['trust-policy', 'user/CreativeForceCloudS3'],
		['summary', 'If the encryption of the bucket was changed'],
	])('is told on the screen %s: %s', (screen, text) => {
		expect(texts.get(screen)).toContain(withoutBlanks(text));
	});

	test('gives no permission to write, and needs no key', () => {
		expect(texts.get('role-policy')).not.toContain('s3:PutObject');
		expect(texts.has('key')).toBe(false);
		expect(texts.has('key-policy')).toBe(false);
	});
});

describe.each([
	{
		article: 'creative-force',
		rows: creativeForce,
		more: besides.creativeForce,
		choices: {...creativeForceChoices, purpose: 2, encryption: 2},
	},
	{
		article: 'iconik',
		rows: iconik,
		more: besides.iconik,
		choices: {
			vendor: 'iconik',
			purposes: ['lists, reads, writes and deletes', 'lists and reads'],
			purpose: 1,
			encryption: 3,
			article: 'https://app.iconik.io/help/pages/admin/storage/editing/aws_s3_managed_credentials',
		},
	},
])('the article of $article', ({article, rows, more, choices}) => {
	let texts: ScreenTexts = new Map();
	beforeAll(async () => {
		texts = await readStory(choices);
	}, 60_000);
	afterAll(closeWizards);

	test('has a row for each of its lines, in its order', () => {
		const begins = rows.map((row) => ('documents' in row ? 'document' : row.line));
		expect(
			linesOf(article).map((line, index) => {
				const begin = begins[index] ?? 'no row';
				return typeof line !== 'string' ? 'document' : line.startsWith(begin) ? begin : line;
			}),
		).toEqual(begins);
	});

	test.each([...rows, ...more].flatMap((row) => ('says' in row ? [row] : [])))(
		'"$line" is told on the screen $on',
		({on: screen, says}) => {
			for (const text of says) {
				expect(texts.get(screen), text).toContain(withoutBlanks(text));
			}
		},
	);

	test('has its documents on their screens, line by line', () => {
		const documents = rows.flatMap((row) => ('documents' in row ? [row.documents] : []));
		const published = linesOf(article).filter((line) => typeof line !== 'string');
		expect(published).toHaveLength(documents.length);
		for (const [index, lines] of published.entries()) {
			const screen = texts.get(documents[index] ?? '');
			for (const line of lines.filter((one) => !otherwise.has(one))) {
				// The last of a list has no comma behind it where another follows in the article.
				expect(screen).toContain(withoutBlanks(asShown(line)).replace(/,$/u, ''));
			}
		}
	});

	test('leaves a line out only with a reason', () => {
		expect(rows.filter((row) => 'leftOut' in row && row.leftOut.trim() === '')).toEqual([]);
	});
});
