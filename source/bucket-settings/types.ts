/**
 * One rule by which browsers may use the bucket from other sites, as the S3 API writes it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html
 */
export type CorsRule = {
	readonly ID?: string;
	readonly AllowedHeaders?: readonly string[];
	readonly AllowedMethods: readonly string[];
	readonly AllowedOrigins: readonly string[];
	readonly ExposeHeaders?: readonly string[];
	readonly MaxAgeSeconds?: number;
};

export const corsMethods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'] as const;
