/** AWS's page on how a vendor could be made to use one customer's access for another one. */
export const confusedDeputyPage =
	'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html';
