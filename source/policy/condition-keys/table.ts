import {accountOf} from '../../aws/index.ts';
import {absent, chosen, type Domain, type KeyState, known, notKnowable} from '../sets/index.ts';
import {isAnybody, isChoosing, isOutside, type RequestFacts} from './facts.ts';

/** Who could say what a key holds, where it cannot be known from here. */
type Answerer = 'customer' | 'vendor' | 'nobody';

/** A condition key of AWS: what it holds in which requests. */
export type ConditionKey = {
	/** As AWS writes it; one that ends in `/` or `:` stands for all keys that begin so. */
	readonly name: string;
	/** Where AWS says so. */
	readonly page: string;
	/** Whom to ask, where a request of the vendor leaves it open. */
	readonly answeredBy: Answerer;
	readonly supply: (facts: RequestFacts) => KeyState;
};

const global =
	'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html';
const principals =
	'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable';
const forwarded =
	'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html';
const s3 = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html';
const kms = 'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html';
const sts =
	'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html';

const text: Domain = {kind: 'text'};
const texts: Domain = {kind: 'text', isMultiValued: true};
const own: Domain = {kind: 'text', isOwn: true};
const anyAddress: Domain = {kind: 'address'};
const ownAddress: Domain = {kind: 'address', isOwn: true};
const number: Domain = {kind: 'number'};
const always = {mayBeAbsent: false};

function listed(...values: readonly string[]): Domain {
	return {kind: 'listed', alternatives: values.map((value) => [value])};
}

function within(glob: string): Domain {
	return {kind: 'text', within: [{text: glob}]};
}

/** An ARN of something in an account; a policy that spells the account out means another one than a stranger's. */
function ownArn(glob: string): Domain {
	const shape = {text: glob, isArn: true, hasNoColons: true};
	return {kind: 'text', within: [shape], ownUpTo: {delimiter: ':', count: 5}};
}

// What an outsider's own organization, role and user could be called.
const usualOrganization = 'o-9anybody00';
const ownOrganization: Domain = {
	kind: 'text',
	within: [{text: 'o-?*', hasNoColons: true}],
	isOwn: true,
	usual: [usualOrganization],
};
// The ID of an organization is its own, those of roots and units are unique within it alone.
// https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html
const ownPath: Domain = {
	kind: 'text',
	within: [{text: 'o-?*/r-?*/*', hasNoColons: true}],
	ownUpTo: {delimiter: '/', count: 1},
	usual: [`${usualOrganization}/r-anyb/ou-anyb-0anybody/`],
	isMultiValued: true,
};
const ownRoleId: Domain = {
	kind: 'text',
	within: [{text: 'AROA?*:?*'}],
	ownUpTo: {delimiter: ':', count: 1},
	usual: ['AROAANYBODY0000000000:anybody'],
};
const ownUserId: Domain = {
	kind: 'text',
	within: [{text: 'AIDA?*', hasNoColons: true}],
	isOwn: true,
	usual: ['AIDAANYBODY0000000000'],
};
const ownAccount: Domain = {kind: 'text', isOwn: true, form: '\\d{12}', usual: ['999988887777']};

/** Where somebody comes from: the vendor's network is not known here, everybody else has one of their own. */
function place(outside: Domain, inside: Domain) {
	return (facts: RequestFacts) => (isOutside(facts) ? chosen(outside) : notKnowable(inside));
}

/** What a requester may send: whoever has to be kept out sends what serves, what the vendor sends is not known here. */
function sent(domain: Domain, options = {mayBeAbsent: true}) {
	return (facts: RequestFacts) =>
		isChoosing(facts) ? chosen(domain, options) : notKnowable(domain, options);
}

const never = () => absent;

function signed(supply: (facts: RequestFacts) => KeyState) {
	return (facts: RequestFacts) => (facts.principalKind === 'none' ? absent : supply(facts));
}

function isoTime(now: number): string {
	return new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Regions opened before 30 January 2014, which also take Signature Version 2. */
const oldRegions = new Set([
	'us-east-1',
	'us-west-1',
	'us-west-2',
	'ap-southeast-1',
	'ap-southeast-2',
	'ap-northeast-1',
	'eu-west-1',
	'sa-east-1',
]);

/** Every condition key of which it is known here what AWS supplies. */
const conditionKeys: readonly ConditionKey[] = [
	{
		name: 'aws:SecureTransport',
		page: `${global}#condition-keys-securetransport`,
		answeredBy: 'nobody',
		supply: (facts) =>
			facts.service === 's3' && isChoosing(facts)
				? chosen(listed('true', 'false'), always)
				: known('true'),
	},
	{
		name: 's3:TlsVersion',
		page: 'https://repost.aws/knowledge-center/s3-enforce-modern-tls',
		answeredBy: 'vendor',
		supply: (facts) =>
			isChoosing(facts) ? chosen(listed('1.2', '1.3')) : notKnowable(listed('1.2', '1.3'), always),
	},
	{
		name: 'aws:PrincipalArn',
		page: `${global}#condition-keys-principalarn`,
		answeredBy: 'vendor',
		supply: signed(({principal = '', party, principalKind}) => {
			if (party !== 'stranger' && party !== 'colleague') {
				return known(principal);
			}

			if (principalKind === 'root') {
				return known(principal);
			}

			// The name is whatever its account wants.
			const beginning = principal.slice(0, principal.indexOf('/') + 1);
			const shape = {text: `${beginning}?*`, hasNoColons: true};
			return chosen({kind: 'text', within: [shape], usual: [principal]}, always);
		}),
	},
	{
		name: 'aws:PrincipalAccount',
		page: `${global}#condition-keys-principalaccount`,
		answeredBy: 'vendor',
		supply: ({principal}) => known(principal === undefined ? 'anonymous' : accountOf(principal)),
	},
	{
		name: 'aws:PrincipalType',
		page: principals,
		answeredBy: 'vendor',
		supply: ({principalKind, party}) => {
			switch (principalKind) {
				case 'session':
					return known('AssumedRole');
				case 'user':
					return known('User');
				case 'root':
					return known('Account');
				case 'federated-user':
					return known('FederatedUser');
				case 'none':
					return party === 'nobody' ? known('Anonymous') : notKnowable(text);
			}
		},
	},
	{
		name: 'aws:username',
		page: principals,
		answeredBy: 'vendor',
		supply: ({principalKind, principal = '', party}) =>
			principalKind !== 'user'
				? absent
				: party === 'vendor' || party === 'other-customer'
					? known(principal.split('/').at(-1) ?? '')
					: chosen(text, always),
	},
	{
		name: 'aws:userid',
		page: principals,
		answeredBy: 'customer',
		supply: (facts) => {
			const {principalKind, party, principal = ''} = facts;
			switch (principalKind) {
				case 'session':
					return party === 'stranger'
						? chosen(ownRoleId, always)
						: notKnowable(within('AROA?*:?*'), always);
				case 'user':
					return party === 'stranger'
						? chosen(ownUserId, always)
						: notKnowable(within('AIDA?*'), always);
				case 'root':
					return known(accountOf(principal));
				case 'federated-user':
					return chosen(
						{
							kind: 'text',
							within: [{text: `${accountOf(principal)}:?*`}],
							usual: [`${accountOf(principal)}:anybody`],
						},
						always,
					);
				case 'none':
					return party === 'nobody' ? known('anonymous') : notKnowable(text);
			}
		},
	},
	{
		name: 'aws:PrincipalOrgID',
		page: `${global}#condition-keys-principalorgid`,
		answeredBy: 'customer',
		supply: signed(place(ownOrganization, within('o-?*'))),
	},
	{
		name: 'aws:PrincipalOrgPaths',
		page: `${global}#condition-keys-principalorgpaths`,
		answeredBy: 'customer',
		supply: signed(place(ownPath, texts)),
	},
	{
		name: 'aws:PrincipalTag/',
		page: `${global}#condition-keys-principaltag`,
		answeredBy: 'vendor',
		// The vendor's customers cannot set the tags of its role.
		supply: signed((facts) => (facts.party === 'stranger' ? chosen(text) : notKnowable(text))),
	},
	{
		name: 'aws:PrincipalIsAWSService',
		page: `${global}#condition-keys-principalisawsservice`,
		answeredBy: 'nobody',
		supply: signed(() => known('false')),
	},
	{
		name: 'aws:PrincipalServiceName',
		page: `${global}#condition-keys-principalservicename`,
		answeredBy: 'nobody',
		supply: never,
	},
	{
		name: 'aws:PrincipalServiceNamesList',
		page: `${global}#condition-keys-principalservicenameslist`,
		answeredBy: 'nobody',
		supply: never,
	},
	{
		name: 'aws:ViaAWSService',
		page: `${global}#condition-keys-viaawsservice`,
		answeredBy: 'nobody',
		supply: (facts) =>
			facts.principalKind !== 'none' && isOutside(facts) && facts.service !== 'sts'
				? chosen(listed('true', 'false'), always)
				: known(facts.isThroughS3 === true ? 'true' : 'false'),
	},
	...(['aws:CalledVia', 'aws:CalledViaFirst', 'aws:CalledViaLast'] as const).map(
		(name): ConditionKey => ({
			name,
			page: name === 'aws:CalledVia' ? forwarded : `${global}#condition-keys-calledvia`,
			answeredBy: 'nobody',
			supply: signed((facts) => {
				const services: Domain = {
					kind: 'text',
					within: [{text: '?*.amazonaws.com'}],
					isMultiValued: name === 'aws:CalledVia',
				};
				return isOutside(facts) && facts.service !== 'sts'
					? chosen(services)
					: facts.isThroughS3 === true
						? // The page on forwarded sessions has the key filled, the list of services does not know S3.
							notKnowable(listed('s3.amazonaws.com'))
						: absent;
			}),
		}),
	),
	...(['aws:ResourceAccount', 's3:ResourceAccount'] as const).map(
		(name): ConditionKey => ({
			name,
			page: `${global}#condition-keys-resourceaccount`,
			answeredBy: 'customer',
			supply: ({resourceAccount}) => known(resourceAccount),
		}),
	),
	{
		name: 'aws:ResourceOrgID',
		page: `${global}#condition-keys-resourceorgid`,
		answeredBy: 'customer',
		supply: () => notKnowable(within('o-?*')),
	},
	{
		name: 'aws:ResourceOrgPaths',
		page: `${global}#condition-keys-resourceorgpaths`,
		answeredBy: 'customer',
		supply: () => notKnowable(texts),
	},
	{
		name: 'aws:ResourceTag/',
		page: `${global}#condition-keys-resourcetag`,
		answeredBy: 'customer',
		supply: () => notKnowable(text),
	},
	{
		name: 'aws:RequestedRegion',
		page: `${global}#condition-keys-requestedregion`,
		answeredBy: 'vendor',
		supply: (facts) =>
			facts.region === undefined ? sent(text, always)(facts) : known(facts.region),
	},
	{
		name: 'aws:SourceIp',
		page: `${global}#condition-keys-sourceip`,
		answeredBy: 'vendor',
		supply: place(ownAddress, anyAddress),
	},
	{
		name: 'aws:SourceVpc',
		page: `${global}#condition-keys-sourcevpc`,
		answeredBy: 'vendor',
		supply: place(own, text),
	},
	{
		name: 'aws:SourceVpce',
		page: `${global}#condition-keys-sourcevpce`,
		answeredBy: 'vendor',
		supply: place(own, text),
	},
	{
		name: 'aws:SourceVpcArn',
		page: `${global}#condition-keys-sourcevpcarn`,
		answeredBy: 'vendor',
		supply: place(ownArn('arn:aws:ec2:?*:?*:vpc/?*'), text),
	},
	{
		name: 'aws:VpcSourceIp',
		page: `${global}#condition-keys-vpcsourceip`,
		answeredBy: 'vendor',
		// Addresses within a VPC are chosen by whoever makes the VPC.
		supply: place(anyAddress, anyAddress),
	},
	{
		name: 'aws:VpceAccount',
		page: `${global}#condition-keys-vpceaccount`,
		answeredBy: 'vendor',
		supply: place(ownAccount, text),
	},
	{
		name: 'aws:VpceOrgID',
		page: `${global}#condition-keys-vpceorgid`,
		answeredBy: 'vendor',
		supply: place(ownOrganization, within('o-?*')),
	},
	{
		name: 'aws:VpceOrgPaths',
		page: `${global}#condition-keys-vpceorgpaths`,
		answeredBy: 'vendor',
		supply: place(ownPath, texts),
	},
	{
		name: 'aws:Ec2InstanceSourceVpc',
		page: `${global}#condition-keys-ec2instancesourcevpc`,
		answeredBy: 'vendor',
		supply: signed(place(own, text)),
	},
	{
		name: 'aws:Ec2InstanceSourcePrivateIPv4',
		page: `${global}#condition-keys-ec2instancesourceprivateip4`,
		answeredBy: 'vendor',
		supply: signed(place(anyAddress, anyAddress)),
	},
	...(
		[
			['aws:SourceArn', ownArn('arn:aws:?*:*:*:?*')],
			['aws:SourceAccount', ownAccount],
			['aws:SourceOrgID', ownOrganization],
			['aws:SourceOrgPaths', ownPath],
		] as const
	).map(
		([name, domain]): ConditionKey => ({
			name,
			page: `${global}#condition-keys-${name.slice(4).toLowerCase()}`,
			answeredBy: 'nobody',
			// A service of AWS that works for somebody says for what of theirs it does so; nobody else's requests have it.
			supply: (facts) => (isOutside(facts) ? chosen(domain) : absent),
		}),
	),
	{
		name: 'aws:MultiFactorAuthPresent',
		page: `${global}#condition-keys-multifactorauthpresent`,
		answeredBy: 'vendor',
		supply: signed((facts) => {
			if (isAnybody(facts)) {
				return chosen(listed('true', 'false'));
			}

			// Temporary credentials without a second factor have "false"; access keys, and services in between, nothing.
			return facts.principalKind === 'session' && facts.service === 's3'
				? known('false')
				: notKnowable(listed('false'));
		}),
	},
	{
		name: 'aws:MultiFactorAuthAge',
		page: `${global}#condition-keys-multifactorauthage`,
		answeredBy: 'vendor',
		supply: signed((facts) => (isAnybody(facts) ? chosen(number) : absent)),
	},
	{
		name: 'aws:TokenIssueTime',
		page: `${global}#condition-keys-tokenissuetime`,
		answeredBy: 'vendor',
		supply: signed((facts) => {
			const {principalKind, now} = facts;
			if (principalKind === 'session') {
				return isChoosing(facts)
					? chosen({kind: 'date', form: 'iso', from: now}, always)
					: known(isoTime(now));
			}

			return isAnybody(facts) ? chosen({kind: 'date', form: 'iso', from: now}) : absent;
		}),
	},
	{
		name: 'aws:CurrentTime',
		page: `${global}#condition-keys-currenttime`,
		answeredBy: 'nobody',
		// Whoever has to be kept out can wait.
		supply: (facts) =>
			isChoosing(facts)
				? chosen({kind: 'date', form: 'iso', from: facts.now}, always)
				: known(isoTime(facts.now)),
	},
	{
		name: 'aws:EpochTime',
		page: `${global}#condition-keys-epochtime`,
		answeredBy: 'nobody',
		supply: (facts) =>
			isChoosing(facts)
				? chosen({kind: 'date', form: 'epoch', from: facts.now}, always)
				: known(String(Math.floor(facts.now / 1000))),
	},
	...(['aws:SourceIdentity', 'sts:SourceIdentity'] as const).map(
		(name): ConditionKey => ({
			name,
			page: `${global}#condition-keys-sourceidentity`,
			answeredBy: 'vendor',
			supply: signed(place(text, text)),
		}),
	),
	{
		name: 'aws:FederatedProvider',
		page: `${global}#condition-keys-federatedprovider`,
		answeredBy: 'vendor',
		supply: signed((facts) =>
			isAnybody(facts)
				? chosen(ownArn('arn:aws:iam::?*:?*'))
				: facts.principalKind === 'session' && facts.service !== 'sts'
					? notKnowable(text)
					: absent,
		),
	},
	{
		name: 'aws:UserAgent',
		page: `${global}#condition-keys-useragent`,
		answeredBy: 'vendor',
		supply: sent(text),
	},
	{
		name: 'aws:Referer',
		page: `${global}#condition-keys-referer`,
		answeredBy: 'vendor',
		supply: sent(text),
	},
	{
		name: 'aws:ChatbotSourceArn',
		page: `${global}#condition-keys-chatbotsourcearn`,
		answeredBy: 'nobody',
		supply: never,
	},
	{
		name: 'aws:AssumedRoot',
		page: `${global}#condition-keys-assumedroot`,
		answeredBy: 'nobody',
		supply: never,
	},
	{name: 'aws:RequestTag/', page: global, answeredBy: 'vendor', supply: sent(text)},
	{name: 'aws:TagKeys', page: global, answeredBy: 'vendor', supply: sent(texts)},
	{
		name: 's3:x-amz-server-side-encryption-customer-algorithm',
		page: s3,
		answeredBy: 'vendor',
		// Neither vendor's form knows keys of the customer's own making (SSE-C).
		supply: (facts) => (isChoosing(facts) ? chosen(text) : absent),
	},
	...(['s3:max-keys', 's3:signatureAge', 's3:object-lock-remaining-retention-days'] as const).map(
		(name): ConditionKey => ({
			name,
			page: s3,
			answeredBy: 'vendor',
			supply:
				name === 's3:signatureAge'
					? (facts) => (facts.party === 'nobody' ? absent : sent(number)(facts))
					: sent(number),
		}),
	),
	{
		name: 's3:signatureversion',
		page: 'https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html',
		answeredBy: 'vendor',
		supply: signed((facts) =>
			isChoosing(facts)
				? chosen(listed('AWS4-HMAC-SHA256', 'AWS', 'AWS4-ECDSA-P256-SHA256'), always)
				: oldRegions.has(facts.region ?? '')
					? notKnowable(listed('AWS4-HMAC-SHA256', 'AWS'), always)
					: known('AWS4-HMAC-SHA256'),
		),
	},
	{
		name: 's3:authType',
		page: s3,
		answeredBy: 'vendor',
		supply: signed(sent(listed('REST-HEADER', 'REST-QUERY-STRING', 'POST'), always)),
	},
	{
		name: 's3:ExistingObjectTag/',
		page: s3,
		answeredBy: 'customer',
		// Whatever tags an object has: somebody who gets at one gets in.
		supply: (facts) => (isChoosing(facts) ? chosen(text) : notKnowable(text)),
	},
	{name: 's3:BucketTag/', page: s3, answeredBy: 'customer', supply: () => notKnowable(text)},
	{name: 's3:RequestObjectTagKeys', page: s3, answeredBy: 'vendor', supply: sent(texts)},
	...(
		[
			['s3:DataAccessPointArn', ownArn('arn:aws:s3:?*:?*:accesspoint/?*')],
			['s3:DataAccessPointAccount', ownAccount],
			['s3:AccessPointNetworkOrigin', listed('Internet', 'VPC')],
			['s3:AccessGrantsInstanceArn', ownArn('arn:aws:s3:?*:?*:access-grants/?*')],
		] as const
	).map(
		([name, domain]): ConditionKey => ({
			name,
			page: s3,
			answeredBy: 'vendor',
			// The vendor calls the bucket by its name; everybody else may make an access point of their own for it.
			supply: (facts) => (isOutside(facts) ? chosen(domain) : absent),
		}),
	),
	{
		name: 'kms:ViaService',
		page: `${kms}#conditions-kms-via-service`,
		answeredBy: 'nobody',
		supply: (facts) =>
			isOutside(facts)
				? chosen({kind: 'text', within: [{text: `?*.${facts.region ?? '?*'}.amazonaws.com`}]})
				: facts.isThroughS3 === true && facts.region !== undefined
					? known(`s3.${facts.region}.amazonaws.com`)
					: sent(text)(facts),
	},
	{
		name: 'kms:CallerAccount',
		page: `${kms}#conditions-kms-caller-account`,
		answeredBy: 'nobody',
		supply: ({principal}) => (principal === undefined ? absent : known(accountOf(principal))),
	},
	{
		name: 'kms:EncryptionContext:',
		page: `${kms}#conditions-kms-encryption-context`,
		answeredBy: 'vendor',
		supply: (facts) =>
			isOutside(facts) ? chosen(text) : facts.isThroughS3 === true ? absent : sent(text)(facts),
	},
	{
		name: 'kms:EncryptionContextKeys',
		page: `${kms}#conditions-kms-encryption-context-keys`,
		answeredBy: 'vendor',
		supply: (facts) =>
			facts.isThroughS3 === true && !isOutside(facts) ? known('aws:s3:arn') : sent(texts)(facts),
	},
	...(
		[
			['kms:EncryptionAlgorithm', 'SYMMETRIC_DEFAULT'],
			['kms:KeySpec', 'SYMMETRIC_DEFAULT'],
			['kms:CustomerMasterKeySpec', 'SYMMETRIC_DEFAULT'],
			['kms:KeyUsage', 'ENCRYPT_DECRYPT'],
			['kms:CustomerMasterKeyUsage', 'ENCRYPT_DECRYPT'],
		] as const
	).map(
		([name, value]): ConditionKey => ({
			name,
			page: kms,
			answeredBy: 'customer',
			// S3 takes no other keys.
			supply: () => known(value),
		}),
	),
	...(['kms:KeyOrigin', 'kms:MultiRegion', 'kms:MultiRegionKeyType'] as const).map(
		(name): ConditionKey => ({
			name,
			page: kms,
			answeredBy: 'customer',
			// Every key has them.
			supply: () => notKnowable(text, name === 'kms:MultiRegionKeyType' ? {} : always),
		}),
	),
	{
		name: 'kms:ResourceAliases',
		page: `${kms}#conditions-kms-resource-aliases`,
		answeredBy: 'customer',
		supply: () => notKnowable(texts),
	},
	{
		name: 'kms:GrantIsForAWSResource',
		page: `${kms}#conditions-kms-grant-is-for-aws-resource`,
		answeredBy: 'vendor',
		supply: sent(listed('true', 'false')),
	},
	{
		name: 'kms:RecipientAttestation:',
		page: kms,
		answeredBy: 'vendor',
		supply: (facts) => (isChoosing(facts) ? chosen(text) : absent),
	},
	{
		name: 'sts:ExternalId',
		page: `${sts}#ck_externalid`,
		answeredBy: 'vendor',
		supply: sent(text),
	},
	{
		name: 'sts:RoleSessionName',
		page: `${sts}#ck_rolesessionname`,
		answeredBy: 'vendor',
		supply: sent({kind: 'text', within: [{text: '??*'}]}, always),
	},
	{name: 'sts:DurationSeconds', page: sts, answeredBy: 'vendor', supply: sent(number)},
	{name: 'sts:TransitiveTagKeys', page: sts, answeredBy: 'vendor', supply: sent(texts)},
	{name: 'iam:ResourceTag/', page: sts, answeredBy: 'customer', supply: () => notKnowable(text)},
];

let byName: ReadonlyMap<string, ConditionKey> | undefined;

/** The row of a condition key, its name in any case; undefined for one of which nothing is known here. */
export function findConditionKey(name: string): ConditionKey | undefined {
	byName ??= new Map(conditionKeys.map((key) => [key.name.toLowerCase(), key]));
	const key = name.toLowerCase();
	const exact = byName.get(key);
	if (exact !== undefined) {
		return exact;
	}

	for (const {index} of key.matchAll(/[/:]/g)) {
		const family = byName.get(key.slice(0, index + 1));
		if (family !== undefined) {
			return family;
		}
	}

	return undefined;
}
