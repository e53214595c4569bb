module e2e/certificate

go 1.26.0
