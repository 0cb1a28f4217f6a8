// A change that Salesforce rolls out org by org, not rolled out.
export default { isOpen: () => false };
