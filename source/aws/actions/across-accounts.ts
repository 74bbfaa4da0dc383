/**
 * The permissions of KMS that take effect for a key of another account; all others have none there, whatever the key
 * policy says. Each operation says so, too, under "Cross-account use".
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export const kmsAcrossAccounts: readonly string[] = [
	// Cryptographic operations.
	'kms:Decapsulate',
	'kms:Decrypt',
	'kms:DeriveSharedSecret',
	'kms:Encapsulate',
	'kms:Encrypt',
	'kms:GenerateDataKey',
	'kms:GenerateDataKeyPair',
	'kms:GenerateDataKeyPairWithoutPlaintext',
	'kms:GenerateDataKeyWithoutPlaintext',
	'kms:GenerateMac',
	'kms:ReEncryptFrom',
	'kms:ReEncryptTo',
	'kms:Sign',
	'kms:Verify',
	'kms:VerifyMac',
	// The others that the page names.
	'kms:CreateGrant',
	'kms:DescribeKey',
	'kms:GetKeyRotationStatus',
	'kms:GetPublicKey',
	'kms:ListGrants',
	'kms:RetireGrant',
	'kms:RevokeGrant',
];
