import {listOf, type PolicyDocument, type Statement} from '../policy/index.ts';

const fixingKeys = new Set(
	[
		'aws:SourceIp',
		'aws:SourceArn',
		'aws:SourceVpc',
		'aws:SourceVpce',
		'aws:SourceOwner',
		'aws:SourceAccount',
		'aws:userid',
		'aws:PrincipalOrgID',
		'aws:PrincipalArn',
		'aws:PrincipalAccount',
		's3:x-amz-server-side-encryption-aws-kms-key-id',
		's3:DataAccessPointArn',
		's3:DataAccessPointAccount',
	].map((key) => key.toLowerCase()),
);

// An absent key satisfies `...IfExists` and `ForAllValues:`, so neither limits anything for certain.
const fixingOperator =
	/^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i;

/**
 * Whether S3 takes a statement of a bucket policy for public: it allows everybody, and no condition on one of the keys
 * that S3 knows limits it to fixed values.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isPublicStatement(statement: Statement): boolean {
	return statement.Effect === 'Allow' && allowsEverybody(statement) && !isLimited(statement);
}

/** 0-based places of a policy's public statements. */
export function publicStatements(document: PolicyDocument): number[] {
	return listOf(document.Statement).flatMap((statement, index) =>
		isPublicStatement(statement) ? [index] : [],
	);
}

function allowsEverybody({Principal, NotPrincipal}: Statement): boolean {
	if (NotPrincipal !== undefined || Principal === '*') {
		return true;
	}

	// Nothing in a policy says whose accounts at an identity provider are meant, so S3 takes them for everybody.
	return Object.entries(Principal ?? {}).some(
		([kind, names]) => kind === 'Federated' || listOf(names).some((name) => !isFixed(name)),
	);
}

function isLimited({Condition = {}}: Statement): boolean {
	return Object.entries(Condition).some(
		([operator, keys]) =>
			fixingOperator.test(operator) &&
			Object.entries(keys).some(
				([key, values]) =>
					fixingKeys.has(key.toLowerCase()) &&
					listOf(values).length > 0 &&
					listOf(values).every((value) => isFixedValue(key.toLowerCase(), String(value))),
			),
	);
}

function isFixedValue(key: string, value: string): boolean {
	switch (key) {
		case 'aws:sourceip':
			return isNarrowRange(value);
		// A role's sessions have names of their own behind the role's ID.
		case 'aws:userid':
			return isFixed(value.replace(/^(AROA[A-Z0-9]+):\*$/, '$1'));
		// The name of the access point may be open as long as its account is not.
		case 's3:dataaccesspointarn':
			return isFixed(value.replace(/^(arn:[\w-]+:s3:[^:]*:\d{12}:accesspoint\/).*$/, '$1'));
		default:
			return isFixed(value);
	}
}

function isFixed(value: string): boolean {
	return !/[*?]|\$\{/.test(value);
}

/** Ranges wider than /8 (IPv4) and /32 (IPv6) count as public. */
function isNarrowRange(value: string): boolean {
	const [address = '', length] = value.split('/');
	if (length === undefined) {
		return isFixed(address);
	}

	return /^\d+$/.test(length) && Number(length) >= (address.includes(':') ? 32 : 8);
}
