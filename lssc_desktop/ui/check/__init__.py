"""Check & package: findings, forecast, and building a package."""
