/**
 * Whether a principal of a policy is a user or role that was deleted: AWS then shows its unique ID instead of its ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function isDeadPrincipal(name: string): boolean {
	return /^A(?:IDA|ROA)[A-Z0-9]+$/.test(name);
}
